import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StudyId } from '../../../shared/domain/ids'
import type { Domain } from '../../../shared/domain/searchSpace'
import { trainingPlanOf } from '../../../shared/domain/study'
import { readForeign } from '../../store'
import { createId } from '../context'
import { createFileService } from '../data/files'
import { createExperienceService } from './experience'
import { createStudyService } from './studies'
import { flushMicrotasks } from './testing/scriptedPool'
import { setUpBench } from './testing/studyBench'
import { completeTrial } from './testing/rows'

const RATE = 'training.learningRate'
const OPTIMIZER = 'training.optimizer'
const SEARCH: Record<string, Domain> = {
  [RATE]: { kind: 'float', low: 0.001, high: 0.1, scale: 'log' },
  [OPTIMIZER]: { kind: 'choice', values: ['adam', 'sgd'] },
}

function setUp() {
  const bench = setUpBench()
  const { store, study, context, runner } = bench
  const plan = trainingPlanOf(store.studies.get(study.id))
  const searching = { ...plan, design: { ...plan.design, search: SEARCH } }
  store.studies.update({ ...study, plan: searching })
  const other = { ...study, plan: searching, id: createId(StudyId), name: 'Before' }
  store.studies.insert(other)
  const files = createFileService({
    folders: { ...context.folders, uploads: join(context.folders.root, 'uploads') },
  })
  const studies = createStudyService(context, { runner, prepared: bench.prepared })
  const experience = createExperienceService(context, { runner, files, studies })
  const addFile = (text: string) => {
    const path = join(context.folders.root, 'results.csv')
    writeFileSync(path, text)
    return { kind: 'file' as const, fileId: files.registerPath(path) }
  }
  return { ...bench, studies, files, experience, other, addFile, id: study.id }
}

describe('results of elsewhere', () => {
  it('come from another study, as far as they are points of this one', () => {
    const { store, experience, other, id } = setUp()
    const trial = (number: number, assignment: Record<string, number | string>, value: number) => ({
      ...completeTrial(number, value),
      ...{ id: `trial-${number}` as ReturnType<typeof completeTrial>['id'], studyId: other.id, assignment },
    })
    for (const row of [
      trial(1, { [RATE]: 0.01, [OPTIMIZER]: 'adam' }, 0.9),
      trial(2, { [RATE]: 0.02, [OPTIMIZER]: 'sgd' }, 0.8),
      trial(3, { [RATE]: 0.5, [OPTIMIZER]: 'sgd' }, 0.7),
      { ...trial(4, { [RATE]: 0.02, [OPTIMIZER]: 'adam' }, 0.8), state: 'failed' as const, value: null },
    ])
      store.trials.insert(row)
    const report = experience.warmStart(id, { kind: 'study', studyId: other.id })
    expect(report).toEqual({
      source: { format: 'study', name: 'Before' },
      rows: 4,
      fitting: 2,
      misfits: [
        { cause: 'outside', subject: RATE, example: '0.5', rows: 1 },
        { cause: 'unfinished', subject: null, example: '', rows: 1 },
      ],
    })
    expect(experience.priors(id).map(({ value }) => value)).toEqual([0.9, 0.8])
    expect(experience.warmStart(id, { kind: 'study', studyId: other.id })).toMatchObject({
      fitting: 0,
      misfits: [{ cause: 'known', rows: 2 }, {}, {}],
    })
    experience.removePriors(id)
    expect(experience.priors(id)).toEqual([])
  })

  it('come from a table, whose names may leave out where a setting stands', () => {
    const { experience, addFile, id } = setUp()
    const text = 'learningRate,optimizer,accuracy\n0.01,ADAM,0.9\n0.02,rmsprop,0.8\n,adam,0.7\n0.02,sgd,\n'
    expect(experience.warmStart(id, addFile(text))).toMatchObject({
      source: { format: 'csv', name: 'results.csv' },
      ...{ rows: 4, fitting: 1 },
      misfits: [
        { cause: 'outside', subject: OPTIMIZER, example: 'rmsprop' },
        { cause: 'missing', subject: RATE },
        { cause: 'noValue' },
      ],
    })
    expect(experience.priors(id)).toMatchObject([
      { assignment: { [RATE]: 0.01, [OPTIMIZER]: 'adam' }, value: 0.9 },
    ])
  })

  it('come under the names that others give settings, and by the validation rows', () => {
    const { experience, addFile, id } = setUp()
    const text = 'learning_rate,Optimizer,accuracy,val_accuracy\n0.01,adam,0.99,0.8\n'
    expect(experience.warmStart(id, addFile(text))).toMatchObject({ fitting: 1, misfits: [] })
    experience.warmStart(id, addFile('lr,optimizer,score\n0.02,sgd,0.7\n'))
    expect(experience.priors(id)).toMatchObject([
      { assignment: { [RATE]: 0.01, [OPTIMIZER]: 'adam' }, value: 0.8 },
      { assignment: { [RATE]: 0.02, [OPTIMIZER]: 'sgd' }, value: 0.7 },
    ])
  })

  it('say which column is missed where a table has none of the objective', () => {
    const { experience, addFile, id } = setUp()
    expect(experience.warmStart(id, addFile('lr,optimizer,val_f1\n0.02,sgd,0.7\n'))).toMatchObject({
      fitting: 0,
      misfits: [{ cause: 'noColumn', subject: expect.stringContaining('value, val_accuracy') }],
    })
  })

  it('say nothing where they were judged otherwise', () => {
    const { store, experience, other, id } = setUp()
    const plan = { ...other.plan, objective: { metric: 'loss', direction: 'minimize' } } as const
    store.studies.update({ ...other, plan })
    const row = {
      ...completeTrial(1, 0.1),
      studyId: other.id,
      assignment: { [RATE]: 0.01, [OPTIMIZER]: 'adam' },
    }
    store.trials.insert(row)
    expect(experience.warmStart(id, { kind: 'study', studyId: other.id })).toMatchObject({
      fitting: 0,
      misfits: [{ cause: 'objective' }],
    })
  })

  it('say too little where a study has several objectives', () => {
    const { store, experience, addFile, id } = setUp()
    const study = store.studies.get(id)
    const furtherObjectives = [{ measure: 'weights' as const, direction: 'minimize' as const }]
    store.studies.update({ ...study, plan: { ...study.plan, furtherObjectives } })
    expect(experience.warmStart(id, addFile('lr,optimizer,value\n0.02,sgd,0.7\n'))).toMatchObject({
      fitting: 0,
      misfits: [{ cause: 'several' }],
    })
  })

  it('are known to a study that runs, which still tries the defaults first', async () => {
    const bench = setUp()
    bench.experience.warmStart(bench.id, bench.addFile('learningRate,optimizer,value\n0.01,adam,0.9\n'))
    bench.runner.start(bench.store.studies.get(bench.id))
    await flushMicrotasks()
    const { training } = trainingPlanOf(bench.store.studies.get(bench.id)).design
    const [first] = bench.store.trials.list(bench.id)
    expect(first?.assignment).toMatchObject({ [OPTIMIZER]: training.optimizer })
    bench.experience.removePriors(bench.id)
  })
})

describe('what results say about where to search on', () => {
  it('is nothing while there are few', () => {
    const { experience, id } = setUp()
    expect(experience.suggestSpace(id)).toEqual({ search: SEARCH, proposals: [], trials: 0 })
  })

  it('is a narrower range where the good trials lie', () => {
    const { store, experience, id } = setUp()
    for (let number = 1; number <= 40; number++) {
      const rate = 0.001 * 100 ** ((number - 0.5) / 40)
      store.trials.insert({
        ...completeTrial(number, 1 - Math.abs(Math.log10(rate) + 2)),
        ...{ studyId: id, assignment: { [RATE]: rate, [OPTIMIZER]: number % 2 === 0 ? 'adam' : 'sgd' } },
      })
    }
    const { search, proposals, trials } = experience.suggestSpace(id)
    expect(trials).toBe(40)
    expect(proposals).toMatchObject([{ path: RATE, change: 'narrower', before: SEARCH[RATE] }])
    expect(search[RATE]).toEqual(proposals[0]?.after)
    expect(search[OPTIMIZER]).toEqual(SEARCH[OPTIMIZER])
  })
})

describe('a study of Optuna', () => {
  const journal = join(import.meta.dirname, '../../../../test/golden/optuna/journal.log')

  it('is brought in with all its trials, and what they have only beside others', () => {
    const { store, study, files, experience, studies } = setUp()
    const from = { projectId: study.projectId, fileId: files.registerPath(journal) }
    const imported = experience.importOptuna({ ...from, studyName: 'first' })
    expect(imported).toMatchObject({ name: 'first', state: 'complete', plannedTrials: 8 })
    expect(imported.counts).toMatchObject({ complete: 5, pruned: 1, failed: 2 })
    const { plan } = imported
    expect(
      'space' in plan && plan.space.parameters.find(({ name }) => name === 'momentum')?.condition,
    ).toEqual({
      ...{ test: 'oneOf', parameter: 'optimizer', values: ['sgd'] },
    })
    const [first] = store.trials.list(imported.id)
    expect(first).toMatchObject({
      number: 1,
      state: 'complete',
      step: 3,
      validation: { 'own.value': first?.value },
    })
    expect(first && store.trials.steps(first.id).map(({ step }) => step)).toEqual([1, 2, 3])
    expect(first?.spark).toHaveLength(3)
    expect(() => studies.start(imported.id)).toThrow('study/')
  })

  it('may have several objectives', () => {
    const { study, files, experience } = setUp()
    const from = { projectId: study.projectId, fileId: files.registerPath(journal) }
    const { plan } = experience.importOptuna({ ...from, studyName: 'second' })
    expect(plan.objective).toEqual({ metric: 'own.value', direction: 'maximize' })
    expect(plan.furtherObjectives).toEqual([{ measure: 'own.value2', direction: 'minimize' }])
  })

  it('goes back as it came', () => {
    const { study, files, experience, context } = setUp()
    const from = { projectId: study.projectId, fileId: files.registerPath(journal) }
    const imported = experience.importOptuna({ ...from, studyName: 'first' })
    const path = join(context.folders.root, 'back.db')
    writeFileSync(path, Buffer.from(experience.exportOptuna(imported.id).base64, 'base64'))
    const read = (file: string, studyName: string | null) =>
      readForeign({ path: file, fileName: 'study', valueColumns: [], studyName }).study
    const there = read(journal, 'first').trials.filter(({ state }) => state !== 'queued')
    const back = read(path, null).trials
    const essence = ({ number, state, assignment, values }: (typeof back)[number]) => {
      return { number, state, assignment, values }
    }
    expect(back.map(essence)).toEqual(there.map(essence))
    expect(back.map(({ curve }) => curve.map(({ value }) => value))).toEqual(
      there.map(({ curve }) => curve.map(({ value }) => value)),
    )
  })
})
