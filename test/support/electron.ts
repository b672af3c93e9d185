/** A real Electron for the tests of the desktop, driven by playwright. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { ROOT } from './build'

export type FoundElectron =
  { readonly executablePath: string; readonly major: number } | { readonly reason: string }

/** `ELECTRON_OVERRIDE_DIST_PATH`, else the binary that the electron package fetched. */
export function findElectron(): FoundElectron {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return { reason: 'no display was found (xvfb-run gives one)' }
  }
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder(), 'dist')
  const executablePath = join(folder, binaryName())
  if (!existsSync(executablePath)) return { reason: 'no Electron binary was found' }
  const version = join(folder, 'version')
  const text = existsSync(version) ? readFileSync(version, 'utf8').replace('v', '') : ''
  return { executablePath, major: Number.parseInt(text, 10) || 0 }
}

function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
}

function binaryName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

type LaunchOptions = Parameters<typeof _electron.launch>[0]

export interface DesktopOptions {
  readonly home: string
  /** Folder with a package.json that names the main file. @default the repository */
  readonly appFolder?: string
  /** Whether the core runs as a plain Node child; an Electron older than 36 cannot run it otherwise. @default true */
  readonly usesNodeCore?: boolean
}

export interface Desktop {
  readonly app: ElectronApplication
  readonly page: Page
}

/** Starts the app and waits for its window. @throws when there is no Electron; tests ask `findElectron` first and skip. */
export async function launchDesktop({
  home,
  appFolder = ROOT,
  usesNodeCore = true,
}: DesktopOptions): Promise<Desktop> {
  const electron = findElectron()
  if ('reason' in electron) throw new TypeError(electron.reason)
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...inherited } = process.env as Record<string, string>
  const app = await launchPatiently({
    executablePath: electron.executablePath,
    args: ['--no-sandbox', '--disable-gpu', appFolder],
    env: { ...inherited, FETTLE_HOME: home, ...(usesNodeCore ? { FETTLE_CORE_NODE: process.execPath } : {}) },
    timeout: 45_000,
  })
  return { app, page: await app.firstWindow() }
}

/** On a crowded machine playwright may miss the moment in which Electron becomes ready; the second try then meets it. */
async function launchPatiently(options: LaunchOptions): Promise<ElectronApplication> {
  try {
    return await _electron.launch(options)
  } catch {
    return _electron.launch(options)
  }
}

/** Ends the app, whatever it would ask, and whether it lives or not. */
export async function closeDesktop({ app }: Desktop): Promise<void> {
  const kill = setTimeout(() => app.process().kill('SIGKILL'), 15_000)
  await app
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
    })
    .then(() => app.close())
    .catch(() => undefined)
  clearTimeout(kill)
}
