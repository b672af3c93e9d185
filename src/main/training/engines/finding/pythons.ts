/** @file Where the Pythons of this machine have TensorFlow. */
import { execFile } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** A Python that does not answer by then has other things to do. */
const LIMIT_MS = 5_000
/** Finds the package without loading it. */
const QUESTION =
  'import importlib.util as u; s = u.find_spec("tensorflow"); print("\\n" + (list(s.submodule_search_locations)[0] if s and s.submodule_search_locations else ""))'

/** @returns folders of the package `tensorflow`, those of the environment that is active first; each once. */
export async function findPythonPackages(
  env: Environment,
  platform: string = process.platform,
): Promise<string[]> {
  const answers = await Promise.all(pythonsOf(env, platform).map((program) => askPython(program, env)))
  return [...new Set(answers.filter((folder) => folder !== null))]
}

function pythonsOf(env: Environment, platform: string): string[] {
  const inside = platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']
  const active = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].filter((one) => one !== undefined && one !== '')
  const named = env['FETTLE_PYTHON'] ?? ''
  return [
    ...(named === '' ? [] : [named]),
    ...active.map((folder) => join(String(folder), ...inside)),
    ...['python3', 'python'],
  ]
}

/** In the home folder: what lies in the folder at hand could pass itself off as a module. */
function askPython(program: string, env: Environment): Promise<string | null> {
  return new Promise((resolve) => {
    const options = {
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
      windowsHide: true,
      cwd: homedir(),
      env: { ...env },
    } as const
    execFile(program, ['-c', QUESTION], options, (error, output) => {
      const last = output.trim().split(/\r?\n/).at(-1) ?? ''
      resolve(error === null && last !== '' ? last : null)
    })
  })
}
