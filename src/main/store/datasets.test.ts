import { describe, expect, it } from 'vitest'
import { BORN, makeDataset, makeModel, makeProject, makeVersion } from '../../../test/support/storeContents'
import { STORES } from './testing/stores'

const { id: projectId } = makeProject('one')

describe.each(STORES)('a store in $place', ({ filled }) => {
  describe('datasets', () => {
    const { id: datasetId } = makeDataset('one', 'one')

    it('give back what was put in', () => {
      const store = filled('one')
      expect(store.datasets.get(datasetId)).toEqual(makeDataset('one', 'one'))
      expect(store.datasets.list(projectId)).toEqual([makeDataset('one', 'one')])
      expect(store.datasets.version(makeVersion('one', 'one').id)).toEqual(makeVersion('one', 'one'))
    })

    it('number new versions and take the added one as the latest', () => {
      const store = filled('one')
      expect(store.datasets.addVersion(makeVersion('one', 'next')).latest).toEqual(
        makeVersion('one', 'next', 2),
      )
      expect(store.datasets.version(makeVersion('one', 'one').id).number).toBe(1)
    })

    it('keep one version of equal content, and come back to it', () => {
      const store = filled('one')
      store.datasets.addVersion(makeVersion('one', 'next'))
      const again = { ...makeVersion('one', 'again'), contentHash: makeVersion('one', 'one').contentHash }
      expect(store.datasets.addVersion(again).latest).toEqual(makeVersion('one', 'one'))
      expect(store.datasets.addVersion(makeVersion('one', 'third')).latest.number).toBe(3)
    })

    it('go to the trash and back, their versions staying readable', () => {
      const store = filled('one')
      store.datasets.remove(datasetId)
      expect(store.datasets.list(projectId)).toEqual([])
      expect(() => store.datasets.get(datasetId)).toThrow('app/not-found')
      expect(() => store.datasets.addVersion(makeVersion('one', 'next'))).toThrow('app/not-found')
      expect(store.datasets.version(makeVersion('one', 'one').id).number).toBe(1)
      store.datasets.restore(datasetId)
      expect(store.datasets.list(projectId)).toHaveLength(1)
    })
  })

  describe('models', () => {
    it('give back what was put in and what was changed', () => {
      const store = filled('one')
      const model = makeModel('one', 'one')
      expect(store.models.get(model.id)).toEqual(model)
      expect(model.datasetId).toBeNull()
      const datasetId = store.datasets.list(projectId)[0]?.id ?? null
      const changed = { ...model, name: 'wider', datasetId, changedAt: BORN + 77 }
      store.models.update(changed)
      expect(store.models.list(projectId)).toEqual([changed])
      store.models.remove(model.id)
      expect(store.models.list(projectId)).toEqual([])
      expect(() => {
        store.models.update(changed)
      }).toThrow('app/not-found')
    })
  })
})
