import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  BORN,
  fillProject,
  makeDataset,
  makeModel,
  makeProject,
  makeReport,
  makeSteps,
  makeStudy,
  makeTrial,
  makeVersion,
} from '../../../test/support/storeContents'
import { DEFAULT_PREFERENCES } from '../../shared/domain/preferences'
import { IN_MEMORY, openStore, type OpenStore } from '.'

function openTemporary(): OpenStore {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-store-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return open(folder)
}

function open(folder: string): OpenStore {
  let clock = BORN + 1000
  const store = openStore({ folder, now: () => clock++ })
  onTestFinished(() => {
    store.close()
  })
  return store
}

describe.each([
  { place: 'memory', make: () => open(IN_MEMORY) },
  { place: 'a file', make: openTemporary },
])('a store in $place', ({ make }) => {
  const filled = (...names: string[]) => {
    const store = make()
    for (const name of names) fillProject(store, name)
    return store
  }
  const { id: projectId } = makeProject('one')
  const { id: studyId } = makeStudy('one', 'one')
  const { id: trialId } = makeTrial('one', 1)

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
