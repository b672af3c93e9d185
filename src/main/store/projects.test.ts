import { describe, expect, it } from 'vitest'
import {
  BORN,
  makeDataset,
  makeModel,
  makeProject,
  makeStudy,
  makeTrial,
} from '../../../test/support/storeContents'
import { STORES } from './testing/stores'

const { id: projectId } = makeProject('one')
const { id: studyId } = makeStudy('one', 'one')

describe.each(STORES)('a store in $place', ({ make, filled }) => {
  describe('projects', () => {
    it('gives back what was put in', () => {
      expect(filled('one').projects.get(projectId)).toEqual(makeProject('one'))
    })

    it('renames', () => {
      const store = filled('one')
      expect(store.projects.rename(projectId, 'other').name).toBe('other')
      expect(store.projects.get(projectId).name).toBe('other')
    })

    it('leaves out what is in the trash until it is restored', () => {
      const store = filled('one', 'two')
      store.projects.remove(projectId)
      expect(store.projects.cards().map(({ name }) => name)).toEqual(['two'])
      expect(store.studies.list(null).map(({ name }) => name)).toEqual(['two'])
      expect(() => store.projects.get(projectId)).toThrow('app/not-found')
      expect(() => store.projects.remove(projectId)).toThrow('app/not-found')
      expect(() => store.projects.rename(projectId, 'x')).toThrow('app/not-found')
      store.projects.restore(projectId)
      expect(store.projects.get(projectId)).toEqual(makeProject('one'))
      expect(store.studies.list(null)).toHaveLength(2)
    })
  })

  describe('project cards', () => {
    it('count what a project holds, leaving out the trash', () => {
      const store = filled('one')
      store.datasets.insert(makeDataset('one', 'second'))
      store.studies.insert(makeStudy('one', 'running', { state: 'running' }))
      for (const number of [1, 2]) store.trials.insert(makeTrial('one', number))
      const counts = { datasetCount: 2, studyCount: 2, trialCount: 2, runningCount: 1, best: null }
      expect(store.projects.cards()).toMatchObject([counts])
      store.datasets.remove(makeDataset('one', 'second').id)
      store.studies.remove(studyId)
      expect(store.projects.cards()).toMatchObject([
        { datasetCount: 1, studyCount: 1, trialCount: 0, runningCount: 1 },
      ])
    })

    it('are whole for an empty project', () => {
      const store = make()
      store.projects.insert(makeProject('one'))
      const empty = {
        datasetCount: 0,
        studyCount: 0,
        trialCount: 0,
        runningCount: 0,
        best: null,
        changedAt: BORN,
      }
      expect(store.projects.cards()).toEqual([{ ...makeProject('one'), ...empty }])
    })

    it('show the best complete value of the metric of the latest study, in its direction', () => {
      const store = filled('one')
      const complete = (study: string, number: number, value: number) => {
        store.trials.insert(makeTrial(study, number, { state: 'complete', value }))
      }
      complete('one', 1, 0.7)
      complete('one', 2, 0.9)
      store.trials.insert(makeTrial('one', 3, { state: 'failed', value: 0.99 }))
      expect(store.projects.cards()[0]?.best).toEqual({ metric: 'accuracy', value: 0.9 })
      store.studies.insert(makeStudy('one', 'later', { metric: 'loss', createdAt: BORN + 99 }))
      expect(store.projects.cards()[0]?.best).toBeNull()
      complete('later', 1, 0.4)
      complete('later', 2, 0.3)
      expect(store.projects.cards()[0]?.best).toEqual({ metric: 'loss', value: 0.3 })
    })

    it('stand in the order of their newest change', () => {
      const store = filled('one', 'two')
      const names = () => store.projects.cards().map(({ name }) => name)
      expect(names()).toEqual(['two', 'one'])
      store.trials.insert(makeTrial('one', 1, { finishedAt: BORN + 500 }))
      expect(names()).toEqual(['one', 'two'])
      store.models.update({ ...makeModel('two', 'two'), changedAt: BORN + 600 })
      expect(names()).toEqual(['two', 'one'])
    })
  })
})
