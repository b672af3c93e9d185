/** Installs the packages of the lock file when they are missing or others. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'
import { runQuietly, withProgress } from './runChild.mjs'

const LOCK = inRoot('package-lock.json')
/** npm writes this one last; its age stands in for the stamp where somebody else installed. */
const NPM_LOCK = inRoot('node_modules', '.package-lock.json')
const STAMP = inRoot('node_modules', '.fettle-installed')

/** @returns {Promise<void>} resolves when everything is there; ends the program with a plain line when that fails */
export async function ensureInstalled() {
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex')
  if (isInstalled(wanted)) return
  const { code, output } = await withProgress('Installing what Fettle needs (once, about a minute) …', () =>
    runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=false']),
  )
  if (code !== 0) {
    console.error(output.trim())
    console.error('Installing failed (npm ci). Is the network there? Run the same command again to go on.')
    process.exit(1)
  }
  writeFileSync(STAMP, wanted)
}

function isInstalled(wanted) {
  if (!existsSync(NPM_LOCK)) return false
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === wanted || isNewerThanLock()
  return isNewerThanLock()
}

/** npm writes its own copy a moment before or after the lock file. */
function isNewerThanLock() {
  return statSync(NPM_LOCK).mtimeMs > statSync(LOCK).mtimeMs - 5_000
}

function runNpm(args) {
  // npm tells where it lies when it started us; that one needs no shell on any system.
  const own = process.env.npm_execpath
  if (own?.endsWith('.js')) return runQuietly(process.execPath, [own, ...args])
  return runQuietly('npm', args, { shell: process.platform === 'win32' })
}
