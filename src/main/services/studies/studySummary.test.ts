import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { DatasetVersionId, ProjectId, StudyId } from '../../../shared/domain/ids'
import { type Study, StudySummary } from '../../../shared/domain/study'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { summariseStudy } from './studySummary'
import { ACCURACY, completeTrial, trialRow } from './testing/rows'
import { TrialBoard } from './trialBoard'

const study: Study = {
  id: v.parse(StudyId, 'study-1'),
  projectId: v.parse(ProjectId, 'project-1'),
  name: 'Study',
  plan: {
    datasetVersionId: v.parse(DatasetVersionId, 'version-1'),
    design: {
      layers: [
        { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS },
      ],
      training: DEFAULT_TRAINING,
      search: {},
    },
    sampler: { kind: 'random', seed: 1 },
    objective: ACCURACY,
    budget: { trials: 10, timeLimitSeconds: null, parallel: 2 },
  },
  state: 'running',
  reason: null,
  createdAt: 0,
  startedAt: 0,
  finishedAt: null,
  elapsedMs: 60_000,
}
const summarise = (rows: Parameters<TrialBoard['put']>[0][], change: Partial<Study> = {}) =>
  summariseStudy({
    study: { ...study, ...change },
    board: new TrialBoard(ACCURACY, rows),
    samplerTrials: null,
    isTestOpened: false,
  })

describe('summariseStudy', () => {
  it('is a summary by its schema', () => {
    expect(v.is(StudySummary, summarise([completeTrial(1, 0.5), trialRow(2, { state: 'failed' })]))).toBe(
      true,
    )
  })

  it('counts trials by state', () => {
    const rows = [
      { ...completeTrial(1, 0.5), isStoppedEarly: true },
      trialRow(2, { state: 'failed' }),
      trialRow(3, { state: 'running' }),
      trialRow(4, { state: 'paused' }),
      trialRow(5, { state: 'interrupted' }),
    ]
    expect(summarise(rows).counts).toEqual({ running: 2, complete: 1, failed: 1, stoppedEarly: 1, pruned: 0 })
  })

  it('tells the best trial and what the default settings reach', () => {
    const summary = summarise([completeTrial(1, 0.5), completeTrial(2, 0.9)])
    expect(summary.best).toMatchObject({ number: 2, value: 0.9 })
    expect(summary.defaultValue).toBe(0.5)
  })

  it('tells nothing of the default settings where no trial had them: in a grid', () => {
    const sampler = { kind: 'grid', order: 'ordered', pointsPerRange: 3, seed: 1 } as const
    const summary = summarise([completeTrial(1, 0.5)], { plan: { ...study.plan, sampler } })
    expect(summary.defaultValue).toBeNull()
  })

  it('knows no speed before the first trial has ended', () => {
    expect(summarise([trialRow(1, { state: 'running', step: 9 })])).toMatchObject({
      remainingMs: null,
      trialsPerMinute: null,
    })
  })

  it('foretells the end from the speed, running trials by their share', () => {
    const rows = [completeTrial(1, 0.5), trialRow(2, { state: 'running', step: 10, plannedSteps: 10 })]
    const summary = summarise(rows)
    expect(summary.trialsPerMinute).toBe(1)
    expect(summary.remainingMs).toBe(8 * 30_000)
  })

  it('foretells nothing while it does not run, and never more than the time limit leaves', () => {
    const rows = [completeTrial(1, 0.5)]
    expect(summarise(rows, { state: 'paused' }).remainingMs).toBeNull()
    const budget = { trials: 10, timeLimitSeconds: 90, parallel: 2 }
    expect(summarise(rows, { plan: { ...study.plan, budget } }).remainingMs).toBe(30_000)
  })
})
