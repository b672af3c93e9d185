import { describe, expect, it } from 'vitest'
import { fillProject, makeProject, makeSteps, makeTrial } from '../../../test/support/storeContents'
import { DEFAULT_PREFERENCES } from '../../shared/domain/preferences'
import { STORES } from './testing/stores'

const { id: trialId } = makeTrial('one', 1)

describe.each(STORES)('a store in $place', ({ make }) => {
  describe('preferences', () => {
    it('are the defaults until they are set', () => {
      const store = make()
      expect(store.preferences.get()).toEqual(DEFAULT_PREFERENCES)
      const own = { theme: 'dark', language: 'zh-CN', parallel: 3, compute: 'gpu' } as const
      const chosen = { ...own, engine: 'onnx', enginePath: '/engines', threads: 2, trialsOnCard: 4 } as const
      store.preferences.set(chosen)
      expect(store.preferences.get()).toEqual(chosen)
    })
  })

  describe('transaction', () => {
    it('takes back everything when the work throws', () => {
      const store = make()
      expect(() =>
        store.transaction(() => {
          fillProject(store, 'one')
          store.trials.insert(makeTrial('one', 1))
          store.trials.appendSteps(trialId, makeSteps(1, 3))
          store.projects.get(makeProject('missing').id)
        }),
      ).toThrow('app/not-found')
      expect(store.projects.cards()).toEqual([])
    })

    it('answers what the work answers', () => {
      expect(make().transaction(() => 7)).toBe(7)
    })
  })
})
