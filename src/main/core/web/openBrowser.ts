/** @file Shows an address to the user: in a window of its own where a Chromium is found, else by the system's opener. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

interface Command {
  readonly program: string
  readonly args: readonly string[]
}

/** Starts a browser and forgets it. @returns false where no desktop can show one; the printed address remains. */
export function openBrowser(address: string): boolean {
  if (!hasDesktop()) return false
  const chromium = isLinuxRoot() ? undefined : findChromium()
  const command: Command = chromium
    ? { program: chromium, args: [`--app=${address}`, '--no-first-run', '--no-default-browser-check'] }
    : findOpener(address)
  const child = spawn(command.program, command.args, { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
  return true
}

/** Whether a window can be shown at all. */
export function hasDesktop(platform = process.platform, env: NodeJS.ProcessEnv = process.env): boolean {
  if (platform !== 'linux') return true
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/** Chromium refuses to start its sandbox as root. */
function isLinuxRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0
}

function findChromium(): string | undefined {
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

function findOpener(address: string): Command {
  if (process.platform === 'darwin') return { program: 'open', args: [address] }
  if (process.platform === 'win32')
    return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', address] }
  return { program: 'xdg-open', args: [address] }
}
