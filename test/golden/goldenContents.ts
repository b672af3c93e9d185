/** @file What the golden databases hold: something of everything that the first release could write. */
import { join } from 'node:path'
import type { Store } from '../../src/main/store'
import { fillProject, makeModel, makeReport, makeSteps, makeStudy, makeTrial, makeVersion } from '../support/storeContents'

/** A database for every released schema. */
export const GOLDEN_FILES = {
  '0001': join(import.meta.dirname, 'schema-0001.db'),
  '0004': join(import.meta.dirname, 'schema-0004.db'),
  '0005': join(import.meta.dirname, 'schema-0005.db'),
  '0006': join(import.meta.dirname, 'schema-0006.db'),
  '0012': join(import.meta.dirname, 'schema-0012.db'),
} as const

export function fillGolden(store: Store): void {
  for (const name of ['flowers', 'removed']) fillProject(store, name)
  store.datasets.addVersion(makeVersion('flowers', 'second'))
  store.models.insert(makeModel('flowers', 'removed-model'))
  store.models.remove(makeModel('flowers', 'removed-model').id)
  store.studies.update(makeStudy('flowers', 'flowers', { state: 'interrupted', reason: { code: 'training/core-died', details: { at: 3 } } }))
  const done = { state: 'complete', value: 0.4, bestStep: 40, step: 40, train: { accuracy: 0.5 }, validation: { accuracy: 0.4 } } as const
  store.trials.insert(makeTrial('flowers', 1, done))
  store.trials.appendSteps(makeTrial('flowers', 1).id, makeSteps(1, 40))
  store.trials.insert(makeTrial('flowers', 2, { state: 'failed', reason: { code: 'training/diverged', details: { step: 2 } } }))
  store.reports.insert(makeReport('flowers', 1))
  store.preferences.set({ theme: 'dark', language: 'zh-CN', parallel: 2, compute: 'auto', engine: 'auto', threads: null, enginePath: null, trialsOnCard: 2 })
  store.projects.remove(makeStudy('removed', 'removed').projectId)
}
