import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const FOLDER = resolve(import.meta.dirname, '../../.venv-peers')
const REQUIREMENTS = resolve(import.meta.dirname, 'requirements.txt')
const PYTHON = join(FOLDER, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
/** What was asked for, written when all of it is installed: a broken-off installation, or one of before, is taken up again. */
const DONE = join(FOLDER, 'installed')

/** @returns the Python that has the peers, or null where there is none yet. */
export function findPeerPython(): string | null {
  const isWhole = existsSync(DONE) && readFileSync(DONE, 'utf8') === readFileSync(REQUIREMENTS, 'utf8')
  return isWhole ? PYTHON : null
}

/** Makes a Python environment with the peers, some gigabytes, unless there is one. Says what it does on stderr. */
export function installPeers(): void {
  if (findPeerPython() !== null) return
  process.stderr.write(`installing PyTorch, Keras, TensorFlow, JAX and Optuna into ${FOLDER}\n`)
  const show = { stdio: ['ignore', process.stderr, process.stderr] } as const
  execFileSync('python3', ['-m', 'venv', FOLDER], { stdio: [...show.stdio] })
  execFileSync(PYTHON, ['-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS], { stdio: [...show.stdio] })
  copyFileSync(REQUIREMENTS, DONE)
}

/** @returns the folder of a package of the peers, without importing it; null where there is none. */
export function findPackage(python: string, name: string): string | null {
  const ask = `import importlib.util as u; s = u.find_spec(${JSON.stringify(name)}); print(s.submodule_search_locations[0] if s else '')`
  const found = execFileSync(python, ['-c', ask], { encoding: 'utf8' }).trim()
  return found === '' ? null : found
}
