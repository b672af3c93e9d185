import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { CODE_CASES } from '../../support/codeCases'
import { runForCode, writeScript } from '../../support/codeRun'
import type { CodeFramework } from '../../../src/shared/domain/code'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'fettle-code-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** All of them take minutes, for Keras compiles each; a few stand for the others unless this is set. */
const ALL = process.env['FETTLE_ALL_SCRIPTS'] === '1'
const FEW = [
  ...['dense', 'pictures', 'text', 'masked text', 'gates', 'both directions', 'residual', 'several inputs'],
  ...['clipping', 'cosine schedule', 'weighed classes', 'autoencoder', 'backward steps', 'positions'],
]
const RECURRENT = new Set(['simpleRnn', 'gru', 'lstm'])

const python = process.env['FETTLE_PEERS_PYTHON'] ?? join(root, '.venv-peers/bin/python')
async function findMissing(name: string): Promise<string | null> {
  if (!existsSync(python)) return `no Python at ${python}`
  const found = await run(python, [
    '-c',
    `import importlib.util as u; print(u.find_spec("${name}") is not None)`,
  ])
  return found.stdout.trim() === 'True' ? null : `${name} is not installed for ${python}`
}

interface Losses {
  readonly train: number
  readonly validation: number
}

/** Runs each script in a process that has loaded its libraries once. */
const PYTHON_ALL = 'import runpy, sys\nfor path in sys.argv[1:]: runpy.run_path(path, run_name="__main__")'

async function runScripts(framework: CodeFramework, scripts: readonly string[]): Promise<void> {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '-1', OMP_NUM_THREADS: '1' }
  const options = { env, timeout: 600_000, maxBuffer: 2 ** 26 }
  if (framework !== 'tfjs') {
    await run(python, ['-c', PYTHON_ALL, ...scripts], options)
    return
  }
  for (const script of scripts) {
    symlinkSync(join(root, 'node_modules'), join(dirname(script), 'node_modules'))
    await run(process.execPath, [script], options)
  }
}

async function expectLosses(framework: CodeFramework, names: readonly string[]): Promise<void> {
  const cases = CODE_CASES.filter(([name]) => names.includes(name))
  const made = await Promise.all(
    cases.map(async ([name, one]) => {
      const repeated = await runForCode(name, one)
      const script = writeScript(join(folder, framework, name.replaceAll(' ', '-')), framework, repeated)
      return { name, one, repeated, script }
    }),
  )
  await runScripts(
    framework,
    made.map(({ script }) => script),
  )
  for (const { name, one, repeated, script } of made) {
    const told = JSON.parse(readFileSync(join(dirname(script), 'losses.json'), 'utf8')) as Losses[]
    const tolerance = one.model.layers.some(({ kind }) => RECURRENT.has(kind)) ? 1e-3 : 1e-4
    expect(told).toHaveLength(repeated.run.losses.length)
    for (const [epoch, { validation }] of repeated.run.losses.entries()) {
      const off = Math.abs((told[epoch]?.validation ?? Number.NaN) / validation - 1)
      expect(off, `${framework}: ${name}, epoch ${epoch + 1}`).toBeLessThan(tolerance)
    }
  }
}

const every = CODE_CASES.map(([name]) => name)

describe('a script', { timeout: 300_000 }, () => {
  it('of PyTorch gives the losses of the trial', async (context) => {
    const missing = await findMissing('torch')
    if (missing !== null) return context.skip(missing)
    await expectLosses('pytorch', ALL ? every : FEW)
  })

  it('of Keras gives the losses of the trial', async (context) => {
    const missing = (await findMissing('keras')) ?? (await findMissing('tensorflow'))
    if (missing !== null) return context.skip(missing)
    await expectLosses('keras', ALL ? every : FEW)
  })

  it('of TensorFlow.js gives the losses of the trial', async () => {
    await expectLosses('tfjs', ALL ? every : FEW)
  })
})
