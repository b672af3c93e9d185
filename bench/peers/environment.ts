import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const FOLDER = resolve(import.meta.dirname, '../../.venv-peers')
const REQUIREMENTS = resolve(import.meta.dirname, 'requirements.txt')
const PYTHON = join(FOLDER, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
/** Written when everything is installed, so that a broken-off installation is taken up again. */
const DONE = join(FOLDER, 'installed')

/** @returns the Python that has the peers, or null where there is none yet. */
export function findPeerPython(): string | null {
  return existsSync(DONE) ? PYTHON : null
}

/** Makes a Python environment with the peers, some gigabytes, unless there is one. Says what it does on stderr. */
export function installPeers(): void {
  if (findPeerPython() !== null) return
  process.stderr.write(`installing PyTorch, Keras, TensorFlow, JAX and Optuna into ${FOLDER}\n`)
  const show = { stdio: ['ignore', process.stderr, process.stderr] } as const
  execFileSync('python3', ['-m', 'venv', FOLDER], { stdio: [...show.stdio] })
  execFileSync(PYTHON, ['-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS], { stdio: [...show.stdio] })
  execFileSync(PYTHON, ['-c', `open(${JSON.stringify(DONE)}, 'w').close()`], { stdio: [...show.stdio] })
}
