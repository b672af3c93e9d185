/** @file The grid in Fettle: worker processes, a run an assignment and fold, read at both lengths. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { createNodeWorkerHost, createWorkerPool, type RunHandle } from '../../src/main/training'
import { RunRequest } from '../../src/shared/contract/worker'
import { newLayer } from '../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { AppError } from '../../src/shared/errors/appError'
import { LABELS, VOCABULARY } from './folds'

export const RATES = [0.01, 0.001] as const
export const BATCHES = [16, 32, 64] as const
export const EPOCHS = [10, 20] as const

export interface GridFigures {
  readonly seconds: number
  /** Mean accuracy over the folds of the best point. */
  readonly best: number
  readonly trainings: number
}

const relu = { activation: 'relu', initializer: 'glorotUniform' } as const
const LAYERS = [
  newLayer('embedding', 'words', { units: 16, vocabulary: VOCABULARY }),
  newLayer('conv1d', 'phrases', { filters: 32, kernelSize: 3, padding: 'valid', ...relu }),
  newLayer('maxPool1d', 'pool', { poolSize: 3 }),
  newLayer('globalAveragePool', 'mean'),
  newLayer('dense', 'hidden', { units: 16, ...relu }),
  newLayer('output', 'output'),
]

export async function runFettleGrid(folder: string, worker: string, parallel: number): Promise<GridFigures> {
  const startedAt = performance.now()
  const host = createNodeWorkerHost({ programs: { trainingWorker: worker, importWorker: worker } })
  const pool = createWorkerPool({ host, size: parallel })
  try {
    const folds = (await readdir(folder)).map((name) => join(folder, name))
    const points = RATES.flatMap((learningRate) => BATCHES.map((batchSize) => ({ learningRate, batchSize })))
    const works = points.flatMap((point, index) =>
      folds.map((dataFolder, fold) => ({
        index,
        requests: toRequests(point, dataFolder, `${index}-${fold}`),
      })),
    )
    const sums = new Map<string, number>()
    await Promise.all(
      works.map(async ({ index, requests }) => {
        const handles = pool.runTogether(requests.map((request) => ({ request })))
        for (const [length, value] of (await Promise.all(handles.map(valueOf))).entries()) {
          const key = `${index} ${length}`
          sums.set(key, (sums.get(key) ?? 0) + value / folds.length)
        }
      }),
    )
    const seconds = (performance.now() - startedAt) / 1000
    return { seconds, best: Math.max(...sums.values()), trainings: works.length * EPOCHS.length }
  } finally {
    await pool.dispose()
  }
}

function toRequests(
  point: { learningRate: number; batchSize: number },
  dataFolder: string,
  name: string,
): RunRequest[] {
  return EPOCHS.map((epochs) =>
    v.parse(RunRequest, {
      runId: `bench-${name}-${epochs}`,
      model: { layers: LAYERS },
      training: { ...DEFAULT_TRAINING, ...point, epochs, patience: 0 },
      task: 'binary',
      output: { kind: 'classes', labels: LABELS },
      objective: { metric: 'accuracy', direction: 'maximize' },
      dataFolder,
      weightsFile: join(dataFolder, `${name}-${epochs}.weights`),
      seed: 1,
    }),
  )
}

async function valueOf({ outcome }: RunHandle): Promise<number> {
  const ended = await outcome
  if (ended.kind === 'finished') return ended.result.value
  throw ended.kind === 'stopped' ? new AppError('app/cancelled') : ended.error
}
