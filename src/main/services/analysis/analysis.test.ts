import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillManyTrials } from '../../../../test/support/fillManyTrials'
import type { Study, StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { openStore } from '../../store'
import type { Store } from '../../store/types'
import { summariseStudy } from '../studies/studySummary'
import { TrialBoard } from '../studies/trialBoard'
import { createAnalysisService } from './analysis'
import { runSliced } from './runSliced'

/** Every look at it is a millisecond later. */
function tickingClock() {
  let now = 0
  return { monotonicMs: () => now++, now: () => 0, after: () => () => undefined }
}

describe('createAnalysisService', () => {
  let folder: string
  let store: Store
  let study: Study
  let reads = 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fettle-analysis-'))
    study = fillManyTrials(folder, 300)
    store = openStore({ folder, now: () => 0 })
  })
  afterAll(async () => {
    store.close()
    await rm(folder, { recursive: true, force: true })
  })

  function serve(rows: () => TrialRow[] = () => store.trials.list(study.id)) {
    reads = 0
    const trials = { ...store.trials, list: () => (reads++, rows()) }
    const summary = (): StudySummary =>
      summariseStudy({
        study,
        board: new TrialBoard(study.plan.objective, rows()),
        samplerTrials: 300,
        isTestOpened: false,
      })
    return createAnalysisService({ store: { ...store, trials }, clock: tickingClock() }, summary)
  }

  it('answers in the units of the objective, of the trials that are complete', async () => {
    const answer = await serve().analyse(study.id, { kind: 'edf', objective: 0 })
    expect(answer).toMatchObject({ kind: 'edf', direction: 'maximize', trials: { used: 297, total: 297 } })
    expect(answer.kind === 'edf' && answer.points[0]?.value).toBeCloseTo(0.999)
  })

  it('reads trials once for many questions, and answers the same one from memory', async () => {
    const service = serve()
    const ask = () => service.analyse(study.id, { kind: 'importance', method: 'fanova', objective: 0 })
    const [first, second] = await Promise.all([ask(), ask()])
    expect(second).toBe(first)
    await service.analyse(study.id, { kind: 'dependence', objective: 0, parameter: 'hidden.units' })
    expect(reads).toBe(1)
  })

  it('looks anew once another trial has ended', async () => {
    const rows = store.trials.list(study.id)
    const shown = rows.slice(0, 200)
    const service = serve(() => shown)
    const ask = () => service.analyse(study.id, { kind: 'edf', objective: 0 })
    expect(await ask()).toMatchObject({ trials: { total: 198 } })
    shown.push(...rows.slice(200))
    expect(await ask()).toMatchObject({ trials: { total: 297 } })
  })

  it('says what cannot be answered', async () => {
    expect(await serve().analyse(study.id, { kind: 'pareto' })).toMatchObject({
      kind: 'none',
      reason: 'oneObjective',
    })
    expect(await serve().analyse(study.id, { kind: 'edf', objective: 2 })).toMatchObject({ kind: 'none' })
  })
})

describe('runSliced', () => {
  it('lets others have their turn while it works', async () => {
    let turns = 0
    let isDone = false
    const others = (async () => {
      while (!isDone) {
        turns++
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    function* work(): Generator<void, string> {
      for (let step = 0; step < 200; step++) yield
      return 'done'
    }
    expect(await runSliced(work(), tickingClock())).toBe('done')
    isDone = true
    await others
    expect(turns).toBeGreaterThan(10)
  })
})
