import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BuiltWorker, buildWorker } from '../support/buildTrainingWorker'
import { describeDesktop } from '../support/desktopTests'
import { findElectron } from '../support/electron'
import { NO_TENSORFLOW, TENSORFLOW } from '../support/tensorFlowLibrary'

const APP = join(import.meta.dirname, 'fixtures', 'engineApp')

interface Told {
  readonly losses: readonly number[]
  readonly runtime: string
}

describeDesktop(`TensorFlow in Electron’s own runtime${NO_TENSORFLOW}`, () => {
  let program: BuiltWorker
  beforeAll(async () => {
    program = await buildWorker('test/support/engineProbe.ts')
  })
  afterAll(() => program.remove())

  const environment: NodeJS.ProcessEnv = { ...process.env, FETTLE_TENSORFLOW: TENSORFLOW ?? '' }

  async function trainInNode(): Promise<Told> {
    const child = fork(program.path, [], {
      env: environment,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const [told] = (await once(child, 'message')) as [Told]
    child.kill('SIGKILL')
    return told
  }

  async function trainInElectron(): Promise<Told> {
    const electron = findElectron()
    if ('reason' in electron) throw new TypeError(electron.reason)
    const { ELECTRON_RUN_AS_NODE: _unwanted, ...inherited } = environment
    const app = spawn(electron.executablePath, ['--no-sandbox', '--disable-gpu', APP], {
      env: { ...inherited, FETTLE_TEST_PROGRAM: program.path },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const kill = setTimeout(() => app.kill('SIGKILL'), 60_000)
    let output = ''
    app.stdout.on('data', (text: Buffer) => (output += text.toString()))
    await once(app, 'close')
    clearTimeout(kill)
    const line = output.split('\n').find((each) => each.startsWith('{'))
    expect(line, output).toBeDefined()
    return JSON.parse(line ?? '') as Told
  }

  it.skipIf(TENSORFLOW === null)('trains as in Node, to the last digit', async () => {
    const [here, there] = [await trainInNode(), await trainInElectron()]
    expect(there.runtime).toMatch(/^\d+\./)
    expect(here.losses).toHaveLength(10)
    expect(there.losses).toEqual(here.losses)
  })
})
