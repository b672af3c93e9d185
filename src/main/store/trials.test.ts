import { describe, expect, it } from 'vitest'
import { BORN, makeStudy, makeTrial } from '../../../test/support/storeContents'
import { STORES } from './testing/stores'

const { id: studyId } = makeStudy('one', 'one')
const { id: trialId } = makeTrial('one', 1)

describe.each(STORES)('a store in $place', ({ filled }) => {
  describe('trials', () => {
    const withTrial = () => {
      const store = filled('one')
      store.trials.insert(makeTrial('one', 1))
      return store
    }

    it('give back what was put in and what was changed', () => {
      const store = withTrial()
      expect(store.trials.get(trialId)).toEqual(makeTrial('one', 1))
      const changed = makeTrial('one', 1, {
        state: 'failed',
        value: 0.5,
        bestStep: 3,
        step: 4,
        isStoppedEarly: true,
        train: { loss: 0.25 },
        validation: { loss: 0.5, accuracy: 0.75 },
        reason: { code: 'training/diverged', details: { step: 4 } },
        attempt: 2,
        sharing: { readFrom: 3, trials: [1, 3] },
        weightCount: 99,
        durationMs: 12.5,
        finishedAt: BORN + 60,
      })
      store.trials.update([changed])
      expect(store.trials.list(studyId)).toEqual([changed])
    })

    it('keep identity and assignment when they change', () => {
      const store = withTrial()
      store.trials.update([{ ...makeTrial('one', 1), number: 9, assignment: { other: 1 } }])
      expect(store.trials.get(trialId)).toEqual(makeTrial('one', 1))
    })

    it('have a number of their own in a study', () => {
      const store = withTrial()
      expect(() => {
        store.trials.insert({ ...makeTrial('one', 1), id: makeTrial('one', 2).id })
      }).toThrow('bug/invariant')
    })

    it('are changed all or none', () => {
      const store = withTrial()
      const rows = [makeTrial('one', 1, { state: 'complete' }), makeTrial('one', 2)]
      expect(() => {
        store.trials.update(rows)
      }).toThrow('app/not-found')
      expect(store.trials.get(trialId).state).toBe('running')
    })

    it('are listed in order of number', () => {
      const store = filled('one')
      for (const number of [3, 1, 2]) store.trials.insert(makeTrial('one', number))
      expect(store.trials.list(studyId).map(({ number }) => number)).toEqual([1, 2, 3])
    })

    it('store numbers only: what diverged has no value', () => {
      const store = withTrial()
      const row = makeTrial('one', 1)
      store.trials.update([{ ...row, value: Infinity, train: { loss: NaN, accuracy: 0.5 } }])
      store.trials.appendSteps(trialId, [
        { step: 1, train: { loss: NaN, accuracy: 1 }, validation: { loss: Infinity } },
      ])
      expect(store.trials.get(trialId)).toEqual({ ...row, train: { accuracy: 0.5 } })
      expect(store.trials.steps(trialId)).toEqual([{ step: 1, train: { accuracy: 1 }, validation: {} }])
    })
  })
})
