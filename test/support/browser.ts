/** Finds a browser for the end-to-end tests: Debian's Chromium, the one that npm carries, or an installed Chrome or Edge. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser that can be launched, or the reason why there is none. */
export type FoundBrowser = { readonly launch: () => Promise<Browser> } | { readonly reason: string }

let found: Promise<FoundBrowser> | undefined

/** Looks once; launching is up to the test, which also closes. */
export function findBrowser(): Promise<FoundBrowser> {
  return (found ??= lookForBrowser())
}

/** @throws when there is no browser; tests ask `findBrowser` first and skip. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await findBrowser()
  if ('reason' in browser) throw new TypeError(browser.reason)
  return browser.launch()
}

async function lookForBrowser(): Promise<FoundBrowser> {
  const installed = findOnPath('chromium') ?? findOnPath('chromium-browser')
  if (installed) return launcher({ executablePath: installed })
  const carried = await findCarried()
  if (carried) return launcher({ executablePath: carried })
  for (const channel of ['chrome', 'msedge']) {
    if (await canLaunch({ channel })) return launcher({ channel })
  }
  return { reason: 'no Chromium, Chrome or Edge was found' }
}

function launcher(options: LaunchOptions): FoundBrowser {
  return { launch: () => chromium.launch({ ...options, args: ARGUMENTS }) }
}

/** The npm package brings the libraries that Chromium needs, and unpacks them only where it believes to run in a lambda. */
async function findCarried(): Promise<string | null> {
  if (process.platform !== 'linux') return null
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  try {
    const { default: carried } = await import('@sparticuz/chromium')
    const executablePath = await carried.executablePath()
    return (await canLaunch({ executablePath })) ? executablePath : null
  } catch {
    return null
  }
}

async function canLaunch(options: LaunchOptions): Promise<boolean> {
  try {
    const browser = await chromium.launch({ ...options, args: ARGUMENTS })
    await browser.close()
    return true
  } catch {
    return false
  }
}

function findOnPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const path = folders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate))
  // Some systems ship a stub that only tells to install it.
  return path && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0 ? path : undefined
}
