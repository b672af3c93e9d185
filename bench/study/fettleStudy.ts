/** @file The study in Fettle: sampler, worker processes, training, weights on disk — from the first fork to the last trial. */
import { PLAIN_WEIGHTS } from '../../src/shared/domain/modelSpec'
import { join } from 'node:path'
import * as v from 'valibot'
import { createSampler, deriveSpace, applyAssignment } from '../../src/main/search'
import { createNodeWorkerHost, createWorkerPool, type WorkerPool } from '../../src/main/training'
import { RunRequest } from '../../src/shared/contract/worker'
import type { Design } from '../../src/shared/domain/design'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { AppError, invariant } from '../../src/shared/errors/appError'
import { LABELS } from './digits'
import { questionOf, taskOf } from '../../test/support/search'

export interface StudyFigures {
  readonly seconds: number
  /** Validation accuracy of the best trial. */
  readonly best: number
  readonly trials: number
}

export interface StudyOptions {
  readonly dataFolder: string
  /** The built training worker. */
  readonly worker: string
  readonly trials: number
  readonly parallel: number
  readonly epochs: number
}

export async function runFettleStudy(options: StudyOptions): Promise<StudyFigures> {
  const startedAt = performance.now()
  const host = createNodeWorkerHost({
    programs: { trainingWorker: options.worker, importWorker: options.worker },
  })
  const pool = createWorkerPool({ host, size: options.parallel })
  try {
    const requests = makeRequests(options)
    const values = await Promise.all(requests.map((request) => runTrial(pool, request)))
    const seconds = (performance.now() - startedAt) / 1000
    return { seconds, best: Math.max(...values), trials: values.length }
  } finally {
    await pool.dispose()
  }
}

async function runTrial(pool: WorkerPool, request: RunRequest): Promise<number> {
  const outcome = await pool.run(request).outcome
  if (outcome.kind === 'finished') return outcome.result.value
  throw outcome.kind === 'stopped' ? new AppError('app/cancelled') : outcome.error
}

function makeRequests({ dataFolder, trials, epochs }: StudyOptions): RunRequest[] {
  const design = makeDesign(epochs)
  const sampler = createSampler(taskOf(deriveSpace(design)), { kind: 'random', seed: 1 })
  return Array.from({ length: trials }, (_, index) => {
    const assignment = sampler.propose(questionOf(index + 1))
    invariant(assignment, 'a space with ranges never ends')
    return v.parse(RunRequest, {
      runId: `bench-${String(index).padStart(4, '0')}`,
      ...applyAssignment(design, assignment),
      task: 'multiclass',
      output: { kind: 'classes', labels: LABELS },
      objective: { metric: 'accuracy', direction: 'maximize' },
      dataFolder,
      weightsFile: join(dataFolder, 'weights', `${index}.weights`),
      seed: index,
    })
  })
}

/** 1–3 layers of 16–256 units each, dropout, learning rate, batch of 16–128: as `bench/peers/study.py` has it. */
function makeDesign(epochs: number): Design {
  return {
    layers: [
      {
        kind: 'repeat',
        id: 'hidden',
        times: 1,
        settings: 'each',
        layers: [
          {
            kind: 'dense',
            id: 'dense',
            units: 64,
            activation: 'relu',
            useBias: true,
            initializer: 'glorotUniform',
            ...PLAIN_WEIGHTS,
          },
          { kind: 'dropout', id: 'dropout', rate: 0.2 },
        ],
      },
      { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS },
    ],
    training: { ...DEFAULT_TRAINING, epochs },
    search: {
      'hidden.times': { kind: 'integer', low: 1, high: 3, scale: 'linear', step: 1 },
      'dense.units': { kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 },
      'dropout.rate': { kind: 'float', low: 0, high: 0.5, scale: 'linear' },
      'training.learningRate': { kind: 'float', low: 1e-4, high: 1e-2, scale: 'log' },
      'training.batchSize': { kind: 'integer', low: 16, high: 128, scale: 'log', step: 1 },
    },
  }
}
