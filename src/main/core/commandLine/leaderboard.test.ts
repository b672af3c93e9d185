import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { StudyId, TrialId } from '../../../shared/domain/ids'
import type { TrialRow } from '../../../shared/domain/trial'
import type { Objectives } from '../../../shared/domain/trialFront'
import { queuedTrial } from '../../services/studies/trialTransitions'
import { formatLeaderboard, frontNumbers } from './leaderboard'

const studyId = v.parse(StudyId, 'study-1')
const objective = { metric: 'accuracy', direction: 'maximize' } as const
const both: Objectives = { objective, furtherObjectives: [{ measure: 'weights', direction: 'minimize' }] }

function trial(number: number, value: number, weightCount: number): TrialRow {
  const id = v.parse(TrialId, `trial-${number}`)
  const queued = queuedTrial({ id, studyId, number, assignment: {}, plannedSteps: 10 })
  return { ...queued, state: 'complete', value, weightCount, bestStep: 5, validation: { accuracy: value } }
}

const trials = [trial(1, 0.8, 500), trial(2, 0.9, 900), trial(3, 0.7, 40)]

describe('the leaderboard', () => {
  it('has all objectives, and a star where the front is', () => {
    const [head, ...lines] = formatLeaderboard({ plan: both }, [...trials, trial(4, 0.6, 700)]).split('\n')
    expect(head?.split(/\s+/)).toEqual(['trial', 'accuracy', 'weights', 'epoch', 'state'])
    expect(lines.map((line) => line.trim().split(/\s+/))).toEqual([
      ['2', '★', '0.9', '900', '5', 'complete'],
      ['1', '★', '0.8', '500', '5', 'complete'],
      ['3', '★', '0.7', '40', '5', 'complete'],
      ['4', '0.6', '700', '5', 'complete'],
    ])
  })

  it('has neither where there is one objective', () => {
    const [head, first] = formatLeaderboard({ plan: { objective } }, trials).split('\n')
    expect(head?.split(/\s+/)).toEqual(['trial', 'accuracy', 'epoch', 'state'])
    expect(first).not.toContain('★')
    expect(frontNumbers({ plan: { objective } }, trials)).toEqual([])
  })

  it('counts nothing to the front that was given up', () => {
    const pruned = { ...trial(4, 0.99, 1), state: 'pruned' } as const
    expect(frontNumbers({ plan: both }, [...trials, pruned])).toEqual([2, 1, 3])
  })
})
