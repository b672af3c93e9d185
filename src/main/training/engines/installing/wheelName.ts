/** @file What the name of a wheel says of it (PEP 427), and whether its libraries run on a machine. */
import { compareVersions, parseVersion, type Version } from './version'

export interface WheelName {
  /** Normalized: `tensorflow-cpu`. */
  readonly project: string
  readonly version: Version
  /** Platform tags, any of which will do. */
  readonly platforms: readonly string[]
}

/** The machine as wheels know it. */
export interface WheelMachine {
  /** `linux`, `darwin`, `win32`. */
  readonly platform: string
  /** `x64`, `arm64`. */
  readonly arch: string
  /** Of the C library, such as 2.36, or of macOS, such as 14.0; null where nobody says: then no wheel fits. */
  readonly system: Version | null
}

/** @returns null for what is no wheel, or one of no final release. */
export function parseWheelName(file: string): WheelName | null {
  const parts = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-([^-]+)\.whl$/i.exec(file)
  const version = parseVersion(parts?.[2] ?? '')
  if (parts?.[1] === undefined || parts[3] === undefined || version === null) return null
  return { project: normalizeProject(parts[1]), version, platforms: parts[3].split('.') }
}

/** @returns the project of any file that is called like a wheel, early releases too. */
export function projectOf(file: string): string {
  return normalizeProject(/^[^-]+/.exec(file)?.[0] ?? '')
}

/** PEP 503. */
export function normalizeProject(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase()
}

/** Whatever the tag of the Python is: of a wheel its libraries are taken, which know nothing of Python. */
export function fitsMachine({ platforms }: WheelName, machine: WheelMachine): boolean {
  return platforms.some((tag) => fitsTag(tag, machine))
}

/** What the oldest names of the C library's versions stand for (PEP 513, 571, 599). */
const OLD_NAMES: Readonly<Record<string, Version>> = {
  manylinux1: [2, 5],
  manylinux2010: [2, 12],
  manylinux2014: [2, 17],
}
const ARCHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  linux: { x64: 'x86_64', arm64: 'aarch64' },
  darwin: { x64: 'x86_64', arm64: 'arm64' },
}
const TAGS: Readonly<Record<string, RegExp>> = {
  linux: /^(manylinux(?:1|2010|2014|_(\d+)_(\d+)))_(x86_64|aarch64)$/,
  darwin: /^(macosx_(\d+)_(\d+))_(x86_64|arm64|universal2)$/,
}

function fitsTag(tag: string, { platform, arch, system }: WheelMachine): boolean {
  const wanted = ARCHES[platform]?.[arch]
  const [, name = '', major, minor, itsArch = ''] = TAGS[platform]?.exec(tag) ?? []
  if (wanted === undefined || system === null || ![wanted, 'universal2'].includes(itsArch)) return false
  return compareVersions(system, OLD_NAMES[name] ?? [Number(major), Number(minor)]) >= 0
}
