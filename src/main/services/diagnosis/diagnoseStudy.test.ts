import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../shared/domain/design'
import type { Finding } from '../../../shared/domain/diagnosis/finding'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { TrialRow } from '../../../shared/domain/trial'
import { diagnoseStudy, type DiagnosedTrial } from './diagnoseStudy'

const DESIGN: Design = {
  layers: [newLayer('output', 'output')],
  training: DEFAULT_TRAINING,
  search: { 'training.learningRate': { kind: 'float', low: 1e-4, high: 1, scale: 'log' } },
}

function trial(number: number, rate: number, rule: Finding['rule'] | null): DiagnosedTrial {
  const row = v.parse(TrialRow, {
    ...{ id: `trial-00000${String(number)}`, studyId: 'study-000001', number, state: 'complete', value: 0.5 },
    ...{ assignment: { 'training.learningRate': rate }, bestStep: 3, step: 3, plannedSteps: 3 },
    ...{ isStoppedEarly: false, train: {}, validation: {}, spark: [], reason: null, attempt: 1 },
    ...{ weightCount: 9, durationMs: 1, startedAt: 1, finishedAt: 2 },
  })
  const finding: Finding[] =
    rule === null
      ? []
      : [{ rule, level: 'problem', figures: {}, evidence: [], remedies: [], source: 'a book' }]
  return { row, findings: finding }
}

describe('what trials have in common', () => {
  it('is told by how many have it, and narrows the rates where they lie at an end', () => {
    const rates = [0.001, 0.002, 0.01, 0.3, 0.5, 0.9]
    const trials = rates.map((rate, index) => trial(index + 1, rate, rate >= 0.3 ? 'diverged' : null))
    const [finding, ...more] = diagnoseStudy(DESIGN, trials)
    expect(more).toEqual([])
    expect(finding).toMatchObject({ rule: 'diverged', trials: [4, 5, 6], share: 0.5 })
    expect(finding?.domain?.to).toEqual({ kind: 'float', low: 1e-4, high: 0.3, scale: 'log' })
  })

  it('leaves the rates as they are where others have the same', () => {
    const rates = [0.001, 0.4, 0.6, 0.3, 0.5, 0.9]
    const trials = rates.map((rate, index) => trial(index + 1, rate, index >= 3 ? 'diverged' : null))
    expect(diagnoseStudy(DESIGN, trials)[0]?.domain).toBeNull()
  })
})
