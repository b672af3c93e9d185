import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fillProject, makeStudy, makeTrial } from '../../../../test/support/storeContents'
import { type Annotation, emptyAnnotation } from '../../../shared/domain/annotation'
import { Milestone, ProjectGoal } from '../../../shared/domain/goal'
import { IN_MEMORY, openStore, type Store } from '..'

const { id: studyId, projectId } = makeStudy('one', 'one')

function filled(): Store {
  const store = openStore({ folder: IN_MEMORY, now: () => 0 })
  onTestFinished(() => store.close())
  for (const name of ['one', 'two']) fillProject(store, name)
  return store
}

const blank = emptyAnnotation({ kind: 'study', id: studyId }, projectId)

describe('what is written about a study', () => {
  it('is given back, replaced by what is written next, and listed with its project', () => {
    const { annotations } = filled()
    const written: Annotation = { ...blank, note: '# Why', tags: ['a', 'b'], isStarred: true, changedAt: 1 }
    expect(annotations.get(blank.subject)).toBeNull()
    annotations.put({ ...blank, isArchived: true, changedAt: 1 })
    annotations.put(written)
    expect(annotations.get(blank.subject)).toEqual(written)
    expect(annotations.list(projectId)).toEqual([written])
    expect(annotations.list(makeStudy('two', 'two').projectId)).toEqual([])
    expect(annotations.ofProjects()).toEqual([])
  })

  it('keeps what a note said before, the newest twenty texts', () => {
    const { annotations } = filled()
    for (let turn = 0; turn <= 25; turn++) {
      annotations.put({ ...blank, note: `text ${turn}`, changedAt: turn })
      annotations.put({ ...blank, note: `text ${turn}`, isStarred: true, changedAt: turn })
    }
    const earlier = annotations.earlier(blank.subject)
    expect(earlier).toHaveLength(20)
    expect(earlier[0]).toEqual({ note: 'text 24', replacedAt: 25 })
    expect(earlier.at(-1)).toEqual({ note: 'text 5', replacedAt: 6 })
  })
})

describe('goals', () => {
  const makeGoal = (change: Partial<ProjectGoal> = {}): ProjectGoal =>
    v.parse(ProjectGoal, {
      id: 'goal-1',
      projectId,
      metric: 'accuracy',
      direction: 'maximize',
      target: 0.9,
      deadline: null,
      createdAt: 1,
      ...change,
    })

  function withTrials(): Store {
    const store = filled()
    const done = [
      { validation: { accuracy: 0.8, loss: 0.3 }, finishedAt: 10 },
      { validation: { accuracy: 0.95, loss: 0.4 }, finishedAt: 30 },
      { validation: { accuracy: 0.91, loss: 0.2 }, finishedAt: 20 },
    ]
    done.forEach((change, index) =>
      store.trials.insert(makeTrial('one', index + 1, { state: 'complete', ...change })),
    )
    store.trials.insert(makeTrial('one', 4, { state: 'failed', validation: { accuracy: 1 } }))
    return store
  }

  it('tell the trial that came nearest, and when the first one came there', () => {
    const store = withTrials()
    store.goals.insert(makeGoal())
    expect(store.goals.list(projectId)).toMatchObject([
      { nearest: { value: 0.95, trialNumber: 2, studyName: 'one' }, reachedAt: 20 },
    ])
  })

  it('name among equals the trial that leads the board: that of the lower loss', () => {
    const store = withTrials()
    const best = { validation: { accuracy: 0.95, loss: 0.1 }, finishedAt: 40 }
    store.trials.insert(makeTrial('one', 5, { state: 'complete', ...best }))
    store.goals.insert(makeGoal())
    expect(store.goals.list(projectId)).toMatchObject([{ nearest: { trialNumber: 5 }, reachedAt: 20 }])
  })

  it('may ask for as little as possible, and stay unreached', () => {
    const store = withTrials()
    store.goals.insert(makeGoal({ metric: 'loss', direction: 'minimize', target: 0.1 }))
    expect(store.goals.list(projectId)).toMatchObject([{ nearest: { value: 0.2 }, reachedAt: null }])
  })

  it('know nothing of a metric that no trial has, nor of studies in the trash', () => {
    const store = withTrials()
    store.goals.insert(makeGoal({ metric: 'own.val_f1' }))
    expect(store.goals.list(projectId)).toMatchObject([{ nearest: null, reachedAt: null }])
    store.goals.remove(makeGoal().id)
    store.goals.insert(makeGoal())
    store.studies.remove(studyId)
    expect(store.goals.list(projectId)).toMatchObject([{ nearest: null }])
    expect(() => store.goals.remove(makeGoal({ id: v.parse(ProjectGoal.entries.id, 'nobody') }).id)).toThrow(
      'app/not-found',
    )
  })
})

describe('milestones', () => {
  it('are listed by the day they are due, those without one last', () => {
    const { milestones } = filled()
    const make = (id: string, dueAt: number | null): Milestone =>
      v.parse(Milestone, { id, projectId, title: id, dueAt, doneAt: null, createdAt: 1 })
    for (const [id, due] of [
      ['without', null],
      ['second', 20],
      ['first-1', 10],
    ] as const)
      milestones.put(make(id, due))
    expect(milestones.list(projectId).map(({ id }) => id)).toEqual(['first-1', 'second', 'without'])
    milestones.put({ ...make('first-1', 30), doneAt: 5 })
    expect(milestones.list(projectId).map(({ doneAt }) => doneAt)).toEqual([null, 5, null])
    milestones.remove(make('second', null).id)
    expect(milestones.list(projectId)).toHaveLength(2)
  })
})
