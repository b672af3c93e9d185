/** @file Studies whose trials are runs of a program: from the plan to the log, with real workers. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandPlan, StudySummary } from '../../../src/shared/domain/study'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
const folder = mkdtempSync(join(tmpdir(), 'fettle-programs-'))
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Loss falls to (units − 20)²; five epochs. */
const TRAIN = `
const units = Number(process.argv[2])
if (units === 13) { console.error('unlucky'); process.exit(4) }
let epoch = 0
const timer = setInterval(() => {
  console.log(JSON.stringify({ epoch, loss: (units - 20) ** 2 + 5 - epoch, accuracy: epoch / 5 }))
  if (++epoch === 5) { clearInterval(timer); console.log('done with', units) }
}, 20)
`

async function study(source: string, change: Partial<CommandPlan> = {}): Promise<StudySummary> {
  const file = join(folder, `train-${String(Math.abs(hash(source)))}.cjs`)
  writeFileSync(file, source)
  const project = await core.call('project:create', { name: 'Programs' })
  const plan: CommandPlan = {
    command: {
      ...{ line: [process.execPath, file, '{units}'], folder, metric: 'loss', steps: 5 },
      timeLimitSeconds: null,
    },
    space: {
      parameters: [
        {
          name: 'units',
          domain: { kind: 'choice', values: [16, 13, 20, 30], isOrdered: true },
          default: 16,
          condition: null,
        },
      ],
    },
    sampler: { kind: 'grid', order: 'ordered', pointsPerRange: 4, seed: 1 },
    objective: { metric: 'own.loss', direction: 'minimize' },
    budget: { trials: 10, timeLimitSeconds: null, parallel: 1 },
    ...change,
  }
  return core.call('study:create', { projectId: project.id, name: 'Program', plan })
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7)
}

async function run(created: StudySummary) {
  await core.call('study:start', { id: created.id })
  const ended = await untilEnded(core.call, created.id)
  return { ended, rows: await core.call('trial:list', { studyId: created.id }) }
}

describe('a study of a program', () => {
  it('keeps what every run reported and printed, and why one failed', async () => {
    const { ended, rows } = await run(await study(TRAIN))
    expect(ended.state).toBe('complete')
    expect(rows.map(({ state, value, bestStep }) => [state, value, bestStep])).toEqual([
      ['complete', 17, 5],
      ['failed', null, null],
      ['complete', 1, 5],
      ['complete', 101, 5],
    ])
    expect(ended.best).toMatchObject({ number: 3, value: 1 })
    expect(rows[1]?.reason).toEqual({ code: 'trial/command-failed', details: { exit: 4, words: 'unlucky' } })
    const [first] = rows
    const { steps } = await core.call('trial:get', { id: (first ?? expect.unreachable()).id })
    expect(steps.map(({ step, validation }) => [step, validation['own.accuracy']])).toEqual([
      [1, 0],
      [2, 0.2],
      [3, 0.4],
      [4, 0.6],
      [5, 0.8],
    ])
    const log = await core.call('trial:log', { id: (first ?? expect.unreachable()).id })
    expect(log.text).toContain('done with 16')
    expect(log.isCut).toBe(false)
  })

  it('gives up runs that fall behind', async () => {
    const pruner = { kind: 'threshold', lower: null, upper: 50, warmupSteps: 0 } as const
    const { rows } = await run(await study(TRAIN, { pruner }))
    expect(rows.map(({ state }) => state)).toEqual(['complete', 'failed', 'complete', 'pruned'])
    expect(rows[3]).toMatchObject({ step: 1, reason: { code: 'prune/above' } })
  })

  it('ends the program when the study is stopped', async () => {
    const pidFile = join(folder, 'pid')
    const endless = `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => console.log('{"loss": 1}'), 20)`
    const { id } = await study(endless)
    await core.call('study:start', { id })
    await expect.poll(() => existsSync(pidFile), { timeout: 20_000 }).toBe(true)
    await core.call('study:stop', { id })
    const pid = Number(readFileSync(pidFile, 'utf8'))
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false)
    const [row] = await core.call('trial:list', { studyId: id })
    expect(row?.state).toBe('interrupted')
  })

  it('refuses what a program cannot do, and has neither test rows nor a model', async () => {
    const population: CommandPlan['sampler'] = {
      kind: 'population',
      ...{ population: 4, interval: 1, quantile: 0.25, resample: 0.25, seed: 1 },
    }
    await expect(study(TRAIN, { sampler: population })).rejects.toMatchObject({ code: 'study/runs-command' })
    const { id } = await study(TRAIN)
    await core.call('study:start', { id })
    await untilEnded(core.call, id)
    const [row] = await core.call('trial:list', { studyId: id })
    await expect(
      core.call('export:onnx', { trialId: (row ?? expect.unreachable()).id }),
    ).rejects.toMatchObject({ kind: 'expected' })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
