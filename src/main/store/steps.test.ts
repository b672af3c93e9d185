import { describe, expect, it } from 'vitest'
import { makeSteps, makeTrial } from '../../../test/support/storeContents'
import { STORES } from './testing/stores'

const { id: trialId } = makeTrial('one', 1)

describe.each(STORES)('a store in $place', ({ filled }) => {
  describe('steps', () => {
    const withSteps = (...lasts: number[]) => {
      const store = filled('one')
      store.trials.insert(makeTrial('one', 1))
      let from = 1
      for (const last of lasts) {
        store.trials.appendSteps(trialId, makeSteps(from, last))
        from = last + 1
      }
      return store
    }

    it('are read back in order, whatever the pieces they came in', () => {
      expect(withSteps(1, 7, 40).trials.steps(trialId)).toEqual(makeSteps(1, 40))
      expect(withSteps().trials.steps(trialId)).toEqual([])
    })

    it('bring the figures of layers where they were recorded, until they are forgotten', () => {
      const store = withSteps(2)
      const dense = { layer: 'dense', gradientNorm: 0.5, weightNorm: 2, updateRatio: 0.01 }
      const layers = [{ ...dense, deadShare: 0.25, saturatedShare: null }]
      store.trials.appendSteps(trialId, [{ step: 3, train: {}, validation: { loss: 1 }, layers }])
      expect(store.trials.layers(trialId)).toEqual([{ step: 3, layers }])
      store.trials.clearSteps(trialId)
      expect(store.trials.layers(trialId)).toEqual([])
    })

    it('are kept once when they come twice', () => {
      const store = withSteps(5)
      store.trials.appendSteps(trialId, makeSteps(4, 6))
      expect(store.trials.steps(trialId)).toEqual(makeSteps(1, 6))
    })

    it('make the sparkline: the objective at every epoch while there are few', () => {
      const accuracies = makeSteps(1, 32).map(({ validation }) => validation.accuracy)
      expect(withSteps(10, 32).trials.get(trialId).spark).toEqual(accuracies)
    })

    it.each([33, 100, 641])('make the sparkline: %i epochs as 32 points, the last among them', (count) => {
      const { spark } = withSteps(count).trials.get(trialId)
      expect(spark).toHaveLength(32)
      expect(spark.at(-1)).toBe(count / 100)
      expect(spark).toEqual(spark.toSorted((left, right) => left - right))
      const gaps = spark.slice(1).map((value, index) => Math.round((value - (spark[index] ?? 0)) * 100))
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1)
    })

    it('keep the sparkline when the row changes', () => {
      const store = withSteps(3)
      store.trials.update([makeTrial('one', 1, { spark: [9] })])
      expect(store.trials.get(trialId).spark).toEqual([0.01, 0.02, 0.03])
    })

    it('are those of the first run, whatever further ones came to', () => {
      const store = withSteps(3)
      store.trials.appendSteps(trialId, makeSteps(1, 9), 2)
      expect(store.trials.steps(trialId)).toEqual(makeSteps(1, 3))
      expect(store.trials.get(trialId).spark).toEqual([0.01, 0.02, 0.03])
      const { studyId } = store.trials.get(trialId)
      const accuracies = makeSteps(1, 3).map(({ step, validation }) => [step, validation.accuracy])
      const [curve] = store.trials.curves(studyId, ['accuracy']).values()
      expect(curve?.map(({ step, validation }) => [step, validation.accuracy])).toEqual(accuracies)
      expect(curve?.every(({ validation }) => validation.loss === undefined)).toBe(true)
    })

    it('are forgotten before a second try', () => {
      const store = withSteps(3)
      store.trials.clearSteps(trialId)
      expect(store.trials.steps(trialId)).toEqual([])
      expect(store.trials.get(trialId).spark).toEqual([])
      store.trials.appendSteps(trialId, makeSteps(1, 2))
      expect(store.trials.steps(trialId)).toEqual(makeSteps(1, 2))
    })
  })
})
