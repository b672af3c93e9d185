/** @file Where browsers of the Chromium family lie. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Chromium refuses to start its sandbox as root. */
export function isLinuxRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0
}

/** @returns a browser of the Chromium family that is installed here; `FETTLE_BROWSER` names another one. */
export function findChromium(): string | undefined {
  const named = process.env['FETTLE_BROWSER']
  if (named !== undefined && existsSync(named)) return named
  return listChromiums().find((path) => existsSync(path))
}

function listChromiums(): string[] {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Microsoft Edge', 'Chromium']
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    )
    const programs = [
      String.raw`Google\Chrome\Application\chrome.exe`,
      String.raw`Microsoft\Edge\Application\msedge.exe`,
    ]
    return programs.flatMap((program) => roots.map((root) => join(root, program)))
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}
