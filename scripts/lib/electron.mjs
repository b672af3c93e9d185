/** Finds Electron's binary, or fetches it once; says in plain words why there is none. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from './paths.mjs'
import { requireProjectNode } from './projectNode.mjs'
import { withProgress } from './runChild.mjs'

const PACKAGE = inRoot('node_modules', 'electron')
/** A download that stands still for so long is given up. */
const STILL_MS = 15_000
/** After a failure the next starts do not try again for a day, unless Electron is asked for by name. */
const REMEMBER_MS = 24 * 3_600_000
const FAILURE = inRoot('node_modules', '.fettle-no-electron.json')
/** Native parts of the core need N-API 10: an older Electron gets the project's own Node for its core. */
const FIRST_WITH_NAPI_10 = 36

/**
 * @param {{ isForced: boolean }} options forced: tries again although it failed a short while ago
 * @returns {Promise<{ path: string, env: Record<string, string> } | { reason: string }>}
 */
export async function findElectron({ isForced }) {
  if (!hasDisplay()) return { reason: 'no display was found' }
  const path = findBinary()
  if (path) return describeBinary(path)
  const known = isForced ? null : readFailure()
  const reason = known ?? (await fetchBinary())
  const fetched = reason ? null : findBinary()
  if (fetched) return describeBinary(fetched)
  return { reason: reason ?? 'Electron has no binary for this machine' }
}

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function findBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const candidates = override ? [join(override, binaryName())] : [join(PACKAGE, 'dist', readName())]
  return candidates.find((path) => existsSync(path) && statSync(path).isFile())
}

/** `path.txt` is written last, when everything is unpacked. */
function readName() {
  const file = join(PACKAGE, 'path.txt')
  return existsSync(file) ? readFileSync(file, 'utf8') : 'missing'
}

function binaryName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

function describeBinary(path) {
  const version = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PACKAGE, 'dist'), 'version')
  const major = existsSync(version)
    ? Number.parseInt(readFileSync(version, 'utf8').replace('v', ''), 10)
    : Infinity
  return { path, env: major < FIRST_WITH_NAPI_10 ? { FETTLE_CORE_NODE: requireProjectNode() } : {} }
}

function readFailure() {
  if (!existsSync(FAILURE)) return null
  try {
    const { at, reason } = JSON.parse(readFileSync(FAILURE, 'utf8'))
    return Date.now() - at < REMEMBER_MS ? reason : null
  } catch {
    return null
  }
}

/** @returns {Promise<string | null>} why it failed, or null */
async function fetchBinary() {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-electron-'))
  try {
    const reason = await withProgress('Fetching Electron (once, about 110 MB) …', () => download(folder))
    if (reason) writeFileSync(FAILURE, JSON.stringify({ at: Date.now(), reason }))
    else rmSync(FAILURE, { force: true })
    return reason
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Electron's own installer, with a temporary folder of our own, so that its progress can be watched. */
function download(folder) {
  return new Promise((resolve) => {
    const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: '1' }
    const child = spawn(requireProjectNode(), [join(PACKAGE, 'install.js')], { env, stdio: 'ignore' })
    let seen = -1
    let stillSince = Date.now()
    const watch = setInterval(() => {
      const bytes = sizeOf(folder) + sizeOf(join(PACKAGE, 'dist'))
      if (bytes !== seen) stillSince = Date.now()
      seen = bytes
      if (Date.now() - stillSince < STILL_MS) return
      child.kill('SIGKILL')
      settle('the download of Electron gave no answer')
    }, 500)
    const settle = (reason) => {
      clearInterval(watch)
      resolve(reason)
    }
    child.on('error', () => settle('the download of Electron could not be started'))
    child.on('exit', (code) => settle(code === 0 ? null : 'the Electron binary could not be fetched'))
  })
}

function sizeOf(folder) {
  if (!existsSync(folder)) return 0
  let bytes = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const status = statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })
    if (status?.isFile()) bytes += status.size
  }
  return bytes
}
