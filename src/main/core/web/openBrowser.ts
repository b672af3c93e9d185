/** @file Shows an address to the user: in a window of its own where a Chromium is found, else by the system's opener. */
import { spawn } from 'node:child_process'
import { findChromium, isLinuxRoot } from './chromium'

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

function findOpener(address: string): Command {
  if (process.platform === 'darwin') return { program: 'open', args: [address] }
  if (process.platform === 'win32')
    return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', address] }
  return { program: 'xdg-open', args: [address] }
}
