import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, describe, expect, it } from 'vitest'
import { CommandRequest } from '../../../shared/contract/commandRun'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { callOf } from './commandLine'
import { CommandStory } from './commandStory'
import { readReport } from './readReport'
import { runCommand } from './runCommand'

const folder = mkdtempSync(join(tmpdir(), 'fettle-command-'))
afterAll(() => rmSync(folder, { recursive: true }))

function requestOf(line: readonly string[], assignment: Assignment = { lr: 0.1, 'batch-size': 32 }) {
  return v.parse(CommandRequest, {
    runId: 'run-0001',
    command: { line, folder, metric: 'loss', steps: 3, timeLimitSeconds: null },
    objective: { metric: 'own.loss', direction: 'minimize' },
    ...{ assignment, trial: 7, seed: 11, logFile: join(folder, 'run.log') },
  })
}

const script = (source: string) => [process.execPath, '-e', source, '--', '{lr}']

describe('the command line of a trial', () => {
  it('fills in values, the number of the trial, its seed and the file of parameters', () => {
    const line = ['python', 'train.py', '--lr={lr}', '{batch-size}', '{trial}', '{seed}', '{parameters}']
    const { program, args, environment } = callOf(requestOf(line), '/tmp/p.json')
    expect([program, ...args]).toEqual(['python', 'train.py', '--lr=0.1', '32', '7', '11', '/tmp/p.json'])
    expect(environment).toMatchObject({ FETTLE_LR: '0.1', FETTLE_BATCH_SIZE: '32', FETTLE_TRIAL: '7' })
  })

  it('keeps braces that are none of its gaps', () => {
    const { args } = callOf(requestOf(['x', '{{lr}}', '{"a": 1}', '{ }']), '')
    expect(args).toEqual(['{lr}', '{"a": 1}', '{ }'])
  })

  it('says which parameter the trial does not have', () => {
    expect(() => callOf(requestOf(['x', '{momentum}']), '')).toThrow('trial/command-gap')
  })
})

describe('a line of its output', () => {
  it('is a report where it is an object with numbers', () => {
    expect(readReport('{"epoch": 3, "loss": 0.5, "note": "x"}')).toEqual({
      step: 3,
      metrics: { 'own.loss': 0.5 },
    })
    expect(readReport('{"loss": 0.5, "acc": NaN}')).toEqual({ step: null, metrics: { 'own.loss': 0.5 } })
    for (const line of ['Epoch 3', '[1, 2]', '{"note": "x"}', '{broken', '{"step": 1}', ''])
      expect(readReport(line)).toBeNull()
  })

  it('without a step is the next epoch, or adds to the latest where others name theirs', () => {
    const unnamed = new CommandStory()
    expect(['{"loss": 3}', '{"loss": 2}'].map((line) => unnamed.hear(line)?.step)).toEqual([1, 2])
    const named = new CommandStory()
    named.hear('{"epoch": 0, "loss": 3}')
    named.hear('{"epoch": 1, "loss": 2}')
    expect(named.hear('{"acc": 0.9}')).toEqual({
      step: 2,
      train: {},
      validation: { 'own.loss': 2, 'own.acc': 0.9 },
    })
  })
})

describe('a run of a program', () => {
  it('tells its epochs and comes to the best of them', async () => {
    const steps: StepMetrics[] = []
    const source = `for (const loss of [3, 1, 2]) console.log(JSON.stringify({ loss: loss * process.argv[1] })); console.log('done')`
    const run = runCommand(requestOf(script(source)), (step) => steps.push(step))
    expect(await run.result).toMatchObject({ bestStep: 2, value: 0.1, steps: 3 })
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3])
    expect(readFileSync(join(folder, 'run.log'), 'utf8')).toContain('done')
  })

  it('finds its parameters in its environment and in a file', async () => {
    const source = `const p = JSON.parse(require('fs').readFileSync(process.env.FETTLE_PARAMETERS)); console.log(JSON.stringify({ loss: p.lr + Number(process.env.FETTLE_BATCH_SIZE) }))`
    expect(await runCommand(requestOf(script(source)), () => undefined).result).toMatchObject({ value: 32.1 })
  })

  it('fails with its exit code and last words, with silence, or with a program that is not there', async () => {
    const outcome = (line: readonly string[]) => runCommand(requestOf(line), () => undefined).result
    await expect(outcome(script(`console.error('no such data'); process.exit(3)`))).rejects.toMatchObject({
      code: 'trial/command-failed',
      details: { exit: 3, words: 'no such data' },
    })
    await expect(outcome(script(''))).rejects.toMatchObject({ code: 'trial/command-silent' })
    await expect(outcome(['no-such-program'])).rejects.toMatchObject({ code: 'trial/command-missing' })
  })

  it('ends with everything it started when it is stopped', async () => {
    const pidFile = join(folder, 'child.pid')
    const source = `const { pid } = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(pid)); console.log('{"loss": 1}'); setInterval(() => {}, 1000)`
    const started = new Promise<void>((resolve) => {
      const run = runCommand(requestOf(script(source)), () => {
        resolve()
        run.stop()
      })
      void run.result.then((result) => expect(result).toBeNull())
    })
    await started
    const pid = Number(readFileSync(pidFile, 'utf8'))
    await expect.poll(() => isAlive(pid), { timeout: 4000 }).toBe(false)
  })

  it('is ended when it takes too long', async () => {
    const request = requestOf(script('setInterval(() => {}, 1000)'))
    const run = runCommand(
      { ...request, command: { ...request.command, timeLimitSeconds: 0.2 } },
      () => undefined,
    )
    await expect(run.result).rejects.toMatchObject({ code: 'trial/command-late' })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync(`/proc/${pid}/stat`) || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}
