import { trainingPlanOf } from '../../src/shared/domain/study'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { IN_MEMORY, openStore, type Store } from '../../src/main/store'
import { makeModel, makeSteps, makeStudy, makeTrial, makeVersion } from '../support/storeContents'
import { fillGolden, GOLDEN_FILES } from './goldenContents'
import { fillLater, readLater } from './laterContents'

function open(folder: string): Store {
  const store = openStore({ folder, now: () => 0 })
  onTestFinished(() => {
    store.close()
  })
  return store
}

function openCopy(golden: string): Store {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-golden-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  copyFileSync(golden, join(folder, 'fettle.db'))
  return open(folder)
}

const { id: studyId, projectId } = makeStudy('flowers', 'flowers')

/** Everything that a store of these contents can be asked. */
function readAll(store: Store) {
  const study = store.studies.get(studyId)
  const trials = store.trials.list(studyId)
  return {
    cards: store.projects.cards(),
    datasets: store.datasets.list(projectId),
    version: store.datasets.version(trainingPlanOf(study).datasetVersionId),
    models: store.models.list(projectId),
    studies: store.studies.list(null),
    trials,
    steps: trials.map(({ id }) => store.trials.steps(id)),
    report: store.reports.get(studyId),
    preferences: store.preferences.get(),
  }
}

describe.each(Object.entries(GOLDEN_FILES))('the golden database of schema %s', (_schema, golden) => {
  it('reads as what was put in', () => {
    const fresh = open(IN_MEMORY)
    fillGolden(fresh)
    expect(readAll(openCopy(golden))).toEqual(readAll(fresh))
  })

  it('can be written on', () => {
    const store = openCopy(golden)
    store.studies.update({ ...store.studies.get(studyId), state: 'running', reason: null })
    store.trials.insert(makeTrial('flowers', 3))
    store.trials.appendSteps(makeTrial('flowers', 3).id, makeSteps(1, 5))
    expect(store.trials.list(studyId).map(({ spark }) => spark.length)).toEqual([32, 0, 5])
    expect(store.datasets.addVersion(makeVersion('flowers', 'third')).latest.number).toBe(3)
    store.models.restore(makeModel('flowers', 'removed-model').id)
    expect(store.models.list(projectId)).toHaveLength(2)
    expect(() => {
      const report = store.reports.get(studyId)
      if (report !== null) store.reports.insert(report)
    }).toThrow('study/test-already-open')
  })
})

/** Schemas that know of it. */
const LATER_SCHEMAS = ['0012'] as const

describe.each(LATER_SCHEMAS)('what the golden database of schema %s holds besides', (schema) => {
  it('reads as what was put in', () => {
    const fresh = open(IN_MEMORY)
    fillGolden(fresh)
    fillLater(fresh)
    const later = readLater(openCopy(GOLDEN_FILES[schema]))
    expect(later).toEqual(readLater(fresh))
    expect(later).toMatchObject({ sample: 'digits', rows: [{}, { label: 'setosa' }], earlier: [{}] })
    expect([later.goals, later.milestones, later.backbones, later.artifacts, later.deployments]).toMatchObject(
      [[{ nearest: { value: 0.4 } }], [{}], [{}], [{}], [{ rows: 2, labelled: 1 }]],
    )
  })
})
