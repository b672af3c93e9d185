/** @file Seconds of whole studies on the digits with worker processes: every trial a run of its own, and shared where it can be. */
import { join } from 'node:path'
import * as v from 'valibot'
import { createSampler, deriveSpace, applyAssignment } from '../../src/main/search'
import {
  createNodeWorkerHost,
  createWorkerPool,
  type RunHandle,
  type WorkerPool,
} from '../../src/main/training'
import { RunRequest } from '../../src/shared/contract/worker'
import type { Design } from '../../src/shared/domain/design'
import { PLAIN_WEIGHTS } from '../../src/shared/domain/modelSpec'
import type { Domain } from '../../src/shared/domain/searchSpace'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { AppError, invariant } from '../../src/shared/errors/appError'
import { LABELS } from '../study/digits'
import { questionOf, taskOf } from '../../test/support/search'

export interface StudyWork {
  readonly name: string
  readonly units: number
  readonly search: Design['search']
  /** Of trials that one worker takes as one. */
  readonly groupSize: number
}

const RATES: Domain = { kind: 'choice', values: [0.0003, 0.001, 0.003, 0.01] }
const DROPOUTS: Domain = { kind: 'choice', values: [0.1, 0.2, 0.3, 0.4] }

export const STUDY_WORKS: readonly StudyWork[] = [
  {
    name: 'grid of 4 learning rates × 4 dropouts, 64-64-10',
    units: 64,
    search: { 'training.learningRate': RATES, 'dropout.rate': DROPOUTS },
    groupSize: 8,
  },
  {
    name: 'grid of 4 learning rates × 4 dropouts, 64-16-10',
    units: 16,
    search: { 'training.learningRate': RATES, 'dropout.rate': DROPOUTS },
    groupSize: 8,
  },
  {
    name: 'grid of 4 learning rates × epochs 10, 20, 30, 64-256-10',
    units: 256,
    search: { 'training.learningRate': RATES, 'training.epochs': { kind: 'choice', values: [10, 20, 30] } },
    groupSize: 3,
  },
]

export interface StudyFigures {
  readonly trials: number
  readonly apart: number
  readonly together: number
  /** Whether all results are the same to the last digit. */
  readonly isSame: boolean
}

export interface StudyOptions {
  readonly dataFolder: string
  /** The built training worker. */
  readonly worker: string
  readonly parallel: number
}

export async function measureStudy(work: StudyWork, options: StudyOptions): Promise<StudyFigures> {
  const requests = makeRequests(work, options.dataFolder)
  const apart = await runWith(options, (pool) => requests.map((request) => pool.run(request)))
  const groups = Array.from({ length: Math.ceil(requests.length / work.groupSize) }, (_, index) =>
    requests.slice(index * work.groupSize, (index + 1) * work.groupSize),
  )
  const together = await runWith(options, (pool) =>
    groups.flatMap((group) => pool.runTogether(group.map((request) => ({ request })))),
  )
  const isSame = JSON.stringify(apart.results) === JSON.stringify(together.results)
  return { trials: requests.length, apart: apart.seconds, together: together.seconds, isSame }
}

/** From the first fork to the last result. */
async function runWith(
  { worker, parallel }: StudyOptions,
  hand: (pool: WorkerPool) => readonly RunHandle[],
): Promise<{ seconds: number; results: unknown[] }> {
  const startedAt = performance.now()
  const host = createNodeWorkerHost({ programs: { trainingWorker: worker, importWorker: worker } })
  const pool = createWorkerPool({ host, size: parallel })
  try {
    const results = await Promise.all(hand(pool).map(resultOf))
    return { seconds: (performance.now() - startedAt) / 1000, results }
  } finally {
    await pool.dispose()
  }
}

async function resultOf({ outcome }: RunHandle): Promise<unknown> {
  const ended = await outcome
  if (ended.kind === 'finished') return ended.result
  throw ended.kind === 'stopped' ? new AppError('app/cancelled') : ended.error
}

function makeRequests({ units, search }: StudyWork, dataFolder: string): RunRequest[] {
  const design = makeDesign(units, search)
  const sampler = createSampler(taskOf(deriveSpace(design)), {
    kind: 'grid',
    order: 'ordered',
    pointsPerRange: 4,
    seed: 1,
  })
  return Array.from({ length: sampler.plannedTrials() ?? 0 }, (_, index) => {
    const assignment = sampler.propose(questionOf(index + 1))
    invariant(assignment, 'a grid has all its points')
    const epochs = 'training.epochs' in assignment
    return v.parse(RunRequest, {
      runId: `bench-${String(index).padStart(4, '0')}`,
      ...applyAssignment(design, assignment),
      task: 'multiclass',
      output: { kind: 'classes', labels: LABELS },
      objective: { metric: 'accuracy', direction: 'maximize' },
      dataFolder,
      weightsFile: join(dataFolder, 'weights', `${index}.weights`),
      seed: epochs ? 1 : index,
    })
  })
}

function makeDesign(units: number, search: Design['search']): Design {
  const affine = { useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS } as const
  return {
    layers: [
      { kind: 'dense', id: 'dense', units, activation: 'relu', ...affine },
      { kind: 'dropout', id: 'dropout', rate: 0.2 },
      { kind: 'output', id: 'output', ...affine },
    ],
    training: { ...DEFAULT_TRAINING, epochs: 30 },
    search,
  }
}
