import { describe, expect, it } from 'vitest'
import { BORN, makeProject, makeReport, makeStudy, makeTrial } from '../../../test/support/storeContents'
import { STORES } from './testing/stores'

const { id: projectId } = makeProject('one')
const { id: studyId } = makeStudy('one', 'one')

describe.each(STORES)('a store in $place', ({ make, filled }) => {
  describe('studies', () => {
    it('give back what was put in and what was changed', () => {
      const store = filled('one')
      expect(store.studies.get(studyId)).toEqual(makeStudy('one', 'one'))
      const failed = makeStudy('one', 'one', {
        state: 'failed',
        reason: { code: 'file/disk-full', details: { at: 3 } },
        startedAt: BORN,
        finishedAt: BORN + 9,
        elapsedMs: 8.5,
      })
      store.studies.update(failed)
      expect(store.studies.get(studyId)).toEqual(failed)
    })

    it('are listed newest first, of all projects or of one', () => {
      const store = filled('one', 'two')
      store.studies.insert(makeStudy('one', 'later', { createdAt: BORN + 99 }))
      expect(store.studies.list(null).map(({ name }) => name)).toEqual(['later', 'two', 'one'])
      expect(store.studies.list(projectId).map(({ name }) => name)).toEqual(['later', 'one'])
    })

    it('belong to a project and a dataset version that exist', () => {
      expect(() => {
        make().studies.insert(makeStudy('one', 'one'))
      }).toThrow('FOREIGN KEY')
    })
  })

  describe('reports', () => {
    it('are one a study', () => {
      const store = filled('one')
      store.trials.insert(makeTrial('one', 1))
      store.trials.insert(makeTrial('one', 2))
      expect(store.reports.get(studyId)).toBeNull()
      store.reports.insert(makeReport('one', 2))
      expect(store.reports.get(studyId)).toEqual(makeReport('one', 2))
      expect(() => {
        store.reports.insert(makeReport('one', 1))
      }).toThrow('study/test-already-open {"trialNumber":2}')
      expect(store.reports.get(studyId)?.trialNumber).toBe(2)
    })
  })
})
