/** TensorFlow for the tests: fetched once, by Fettle's own installer, to a place that outlives a checkout. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { inRoot, PROGRAMS } from './paths.mjs'
import { requireProjectNode } from './projectNode.mjs'
import { runQuietly, withProgress } from './runChild.mjs'

const CACHE = join(homedir(), '.cache', 'fettle-test')
const FOLDER = join(CACHE, 'tensorflow')
/** After a failure the next runs do not try again for so long. */
const REMEMBER_MS = 24 * 3_600_000
const FAILURE = inRoot('node_modules', '.fettle-no-tensorflow.json')
const PEERS = inRoot('.venv-peers', 'lib')

/** Says why on standard error where it cannot be had: the tests that need it are skipped then. */
export async function fetchTensorFlow() {
  if (process.env.FETTLE_TENSORFLOW || hasLibrary(FOLDER) || isAmongPeers()) return
  const reason = readFailure() ?? (await fetchOnce())
  if (reason) console.error(`Tests with TensorFlow are skipped: ${reason}`)
}

function isAmongPeers() {
  const versions = existsSync(PEERS) ? readdirSync(PEERS) : []
  return versions.some((version) => hasLibrary(join(PEERS, version, 'site-packages', 'tensorflow')))
}

function hasLibrary(folder) {
  return existsSync(folder) && readdirSync(folder).some((name) => /^libtensorflow_cc\./.test(name))
}

/** @returns {Promise<string | null>} why there is none, or null */
async function fetchOnce() {
  const home = join(CACHE, `home-${process.pid}`)
  try {
    const { code, output } = await withProgress(
      'Fetching TensorFlow for the tests (once, about 270 MB) …',
      () =>
        runQuietly(requireProjectNode(), [join(PROGRAMS, 'cli.cjs'), 'engine', 'install', 'tensorflow'], {
          env: { ...process.env, FETTLE_HOME: home },
        }),
    )
    const made = join(home, 'engines', 'tensorflow', 'tensorflow')
    if (code !== 0 || !hasLibrary(made)) return remember(lastLine(output))
    mkdirSync(dirname(FOLDER), { recursive: true })
    rmSync(FOLDER, { recursive: true, force: true })
    renameSync(made, FOLDER)
    rmSync(FAILURE, { force: true })
    return null
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function remember(reason) {
  writeFileSync(FAILURE, JSON.stringify({ at: Date.now(), reason }))
  return reason
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

function lastLine(output) {
  return output.trim().split('\n').at(-1) || 'the installer said nothing'
}
