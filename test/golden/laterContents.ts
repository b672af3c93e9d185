/** @file What a golden database of schema 12 and later holds besides: what is written about projects, networks, small models, models in use. */
import * as v from 'valibot'
import type { Store } from '../../src/main/store'
import { Annotation } from '../../src/shared/domain/annotation'
import { Artifact } from '../../src/shared/domain/artifact'
import { Backbone } from '../../src/shared/domain/backbone'
import { Deployment } from '../../src/shared/domain/deployment'
import { Milestone, ProjectGoal } from '../../src/shared/domain/goal'
import { newLayer } from '../../src/shared/domain/newLayer'
import { BORN, makeStudy, makeTrial } from '../support/storeContents'

const { projectId } = makeStudy('flowers', 'flowers')
const trialId = makeTrial('flowers', 1).id
const size = { sizeBytes: 4000, weights: 900, zeros: 0, latency: [], validation: { accuracy: 0.5 } }

const annotation = v.parse(Annotation, {
  subject: { kind: 'trial', id: trialId },
  ...{ projectId, note: 'The **first** that learnt.', tags: ['first'], isStarred: true, isArchived: false },
  changedAt: BORN + 20,
})
const goal = v.parse(ProjectGoal, {
  ...{ id: 'goal-one', projectId, metric: 'accuracy', direction: 'maximize', target: 0.35 },
  ...{ deadline: BORN + 1000, createdAt: BORN },
})
const milestone = v.parse(Milestone, {
  ...{ id: 'milestone-one', projectId, title: 'Data are clean', dueAt: null, doneAt: BORN, createdAt: BORN },
})
const backbone = v.parse(Backbone, {
  ...{ id: 'backbone-one', name: 'A small network', format: 'keras', weights: 'cd'.repeat(32) },
  ...{ sizeBytes: 400, weightCount: 100, layers: [newLayer('flatten', 'flat')], inputShape: [4, 4, 1] },
  ...{ outputShape: [16], scaling: 'none', dropped: ['head'], createdAt: BORN },
})
const artifact = v.parse(Artifact, {
  ...{ id: 'artifact-one', trialId, method: { kind: 'int8' }, model: null, durationMs: 12, createdAt: BORN },
  ...{ before: size, after: { ...size, sizeBytes: 1000 }, rows: 16 },
})
const deployment = v.parse(Deployment, {
  ...{ id: 'deployment-one', projectId, trialId, name: 'In the greenhouse' },
  ...{ isLogging: true, keptRows: 100, createdAt: BORN },
})

export function fillLater(store: Store): void {
  store.annotations.put({ ...annotation, note: 'The first.' })
  store.annotations.put(annotation)
  store.goals.insert(goal)
  store.milestones.put(milestone)
  store.backbones.insert(backbone)
  store.artifacts.insert(artifact)
  store.deployments.put(deployment)
  const answered = { at: BORN, cells: { petal: '1.5', extra: null }, answer: 'setosa' }
  store.deployments.log(deployment, [answered, { ...answered, answer: 'virginica' }])
  store.deployments.label(deployment.id, new Map([[1, 'setosa']]))
  store.projects.markSample(projectId, 'digits')
}

/** Everything of it that a store can be asked. */
export function readLater(store: Store) {
  return {
    annotations: store.annotations.list(projectId),
    earlier: store.annotations.earlier(annotation.subject),
    goals: store.goals.list(projectId),
    milestones: store.milestones.list(projectId),
    backbones: store.backbones.list(),
    artifacts: store.artifacts.list(trialId),
    deployments: store.deployments.cards(projectId),
    rows: store.deployments.rows(deployment.id, { offset: 0, limit: 10 }),
    sample: store.projects.sampleOf(projectId),
  }
}
