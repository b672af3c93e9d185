/** @file This machine as wheels know it. */
import { release } from 'node:os'
import * as v from 'valibot'
import { parseVersion, type Version } from './version'
import type { WheelMachine } from './wheelName'

export function thisMachine(): WheelMachine {
  const { platform, arch } = process
  return { platform, arch, system: platform === 'darwin' ? macOsVersion(release()) : glibcVersion() }
}

/** Linux x64, as it is told to users. */
export function describeMachine({ platform, arch, system }: WheelMachine): string {
  const names: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }
  const ofSystem = system === null ? '' : ` ${platform === 'linux' ? 'glibc ' : ''}${system.join('.')}`
  return `${names[platform] ?? platform}${ofSystem} ${arch}`
}

const Report = v.object({ header: v.object({ glibcVersionRuntime: v.string() }) })

/** A Linux with another C library says nothing. */
function glibcVersion(): Version | null {
  // Of open connections it would look up names, which may take seconds.
  Object.assign(process.report, { excludeNetwork: true })
  const read = v.safeParse(Report, process.platform === 'linux' ? process.report.getReport() : null)
  return read.success ? parseVersion(read.output.header.glibcVersionRuntime) : null
}

/** Darwin 20 is macOS 11, and so on to 24, macOS 15; with Darwin 25 the numbers follow the year: macOS 26. */
export function macOsVersion(darwin: string): Version | null {
  const [kernel] = parseVersion(darwin) ?? []
  if (kernel === undefined) return null
  if (kernel < 20) return [10, kernel - 4]
  return [kernel < 25 ? kernel - 9 : kernel + 1, 0]
}
