import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors/appError'
import { describeError } from './errorWords'
import { exitCodeOf, exitCodeOfStudy } from './exitCodes'
import { describeProgress } from './watchStudy'
import { layOutTable } from './table'

describe('describeError', () => {
  it('fills the gaps of its words with the details', () => {
    const error = new AppError('dataset/target-constant', { column: 'y', value: '1' })
    expect(describeError(error)).toBe('The target y has one value only (1), so there is nothing to learn.')
  })

  it('shows a gap where a detail is missing', () => {
    expect(describeError(new AppError('dataset/empty'))).toBe('… is empty.')
  })

  it('writes a dash for a detail that is empty', () => {
    const error = new AppError('store/corrupt', { path: '/data/fettle.db', backup: '' })
    expect(describeError(error)).toMatch(/Newest backup: –\.$/)
  })
})

describe('exitCodeOfStudy', () => {
  const counts = { running: 0, complete: 15, failed: 0, stoppedEarly: 0, pruned: 0 }

  it('is no success where a study was cut short, even if some of its trials were completed', () => {
    const reason = { code: 'file/disk-full', details: {} } as const
    expect(exitCodeOfStudy({ state: 'failed', counts, reason })).toBe(3)
    expect(exitCodeOfStudy({ state: 'interrupted', counts, reason: null })).toBe(1)
  })

  it('is one where it came to its end, or was stopped, with something to show', () => {
    expect(exitCodeOfStudy({ state: 'complete', counts, reason: null })).toBe(0)
    expect(exitCodeOfStudy({ state: 'stopped', counts, reason: null })).toBe(0)
    expect(exitCodeOfStudy({ state: 'complete', counts: { ...counts, complete: 0 }, reason: null })).toBe(4)
  })
})

describe('exitCodeOf', () => {
  it('tells data, trials and the store apart', () => {
    expect(exitCodeOf('dataset/empty')).toBe(3)
    expect(exitCodeOf('file/unreadable')).toBe(3)
    expect(exitCodeOf('study/nothing-trained')).toBe(4)
    expect(exitCodeOf('store/locked')).toBe(5)
    expect(exitCodeOf('app/not-found')).toBe(6)
    expect(exitCodeOf('app/cancelled')).toBe(130)
    expect(exitCodeOf('bug/unexpected')).toBe(1)
  })

  it('is no accident where a user can do something about it, nor a wish where nobody can', () => {
    for (const code of [
      'engine/offline',
      'engine/no-wheel',
      'backbone/no-network',
      'project/not-a-file',
    ] as const) {
      expect(exitCodeOf(code)).toBe(3)
    }
    for (const code of ['contract/bad-request', 'training/worker-crashed', 'app/core-restarted'] as const) {
      expect(exitCodeOf(code)).toBe(1)
    }
  })
})

describe('layOutTable', () => {
  it('sets figures right and words left, and counts wide characters for two', () => {
    const rows = [
      ['trial', 'name', 'end'],
      ['7', '研究', 'a'],
      ['12', 'b', '–'],
    ]
    expect(layOutTable(rows)).toBe('trial  name  end\n    7  研究  a\n   12  b     –')
  })
})

describe('describeProgress', () => {
  it('says how far a study is, what it found and how long it will take', () => {
    const study = {
      counts: { running: 2, complete: 11, failed: 1, stoppedEarly: 0, pruned: 0 },
      stoppedBy: null,
      strategyNote: null,
      plannedTrials: 30,
      best: { trialId: 'abcdef', number: 7, value: 0.966667, finishedAt: 0 },
      remainingMs: 61_000,
      trialsPerMinute: 14.2,
      plan: { objective: { metric: 'accuracy', direction: 'maximize' } },
    }
    expect(describeProgress(study as Parameters<typeof describeProgress>[0])).toBe(
      '12 of 30 trials · best accuracy 0.9667 (trial 7) · 1 failed · 14.2 a minute · 2 min left',
    )
  })
})
