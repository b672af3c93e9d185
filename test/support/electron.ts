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
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder('electron'), 'dist')
  const executablePath = join(folder, binaryName())
  if (!existsSync(executablePath)) return { reason: 'no Electron binary was found' }
  const version = join(folder, 'version')
  const text = existsSync(version) ? readFileSync(version, 'utf8').replace('v', '') : ''
  return { executablePath, major: Number.parseInt(text, 10) || 0 }
}

function packageFolder(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
}

/** Holds the app back until playwright listens; playwright itself adds it only for an Electron that it finds alone. */
function findLoader(): string {
  return join(packageFolder('playwright-core'), 'lib', 'server', 'electron', 'loader.js')
}

function binaryName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

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
  const app = await _electron.launch({
    executablePath: electron.executablePath,
    args: ['-r', findLoader(), '--no-sandbox', '--disable-gpu', appFolder],
    env: { ...inherited, FETTLE_HOME: home, ...(usesNodeCore ? { FETTLE_CORE_NODE: process.execPath } : {}) },
    timeout: 60_000,
  })
  return { app, page: await app.firstWindow() }
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
