/** @file For tests: prepared data and run requests. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { RunRequest } from '../../../shared/contract/worker'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { createRandom } from '../../../shared/util/random'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { TrainingData } from '../types'
import type { RunData } from '../worker/dataShelf'

/** Two inputs; the class (0 or 1) or the number follows their weighted sum, with some noise. */
export function makeRows(rows: number, seed: number, isRegression = false): TrainingData {
  const random = createRandom(seed)
  const x = Float32Array.from({ length: rows * 2 }, () => random.normal())
  const y = Float32Array.from({ length: rows }, (_, row) => {
    const sum = 1.5 * (x[row * 2] ?? 0) - (x[row * 2 + 1] ?? 0) + 0.3 * random.normal()
    return isRegression ? sum : Number(sum > 0)
  })
  return { rows, x, y }
}

export function makeRunData(isRegression = false): RunData {
  return {
    meta: makeMeta(200, 60, isRegression),
    train: makeRows(200, 1, isRegression),
    validation: makeRows(60, 2, isRegression),
  }
}

function makeMeta(train: number, validation: number, isRegression: boolean): PreparedMeta {
  const number = { kind: 'number', isDate: false, fill: 0, center: 0, scale: 1 } as const
  const fitted: FittedRecipe = {
    inputs: [
      { ...number, column: 'a' },
      { ...number, column: 'b' },
    ],
    featureNames: ['a', 'b'],
    target: 'c',
    output: isRegression ? { kind: 'number' } : { kind: 'classes', labels: ['no', 'yes'] },
    targetCenter: isRegression ? 100 : 0,
    targetScale: isRegression ? 10 : 1,
  }
  return { counts: { train, validation, test: 0 }, featureCount: 2, fitted, droppedCount: 0 }
}

/** @returns a fresh folder with the files that the data engine would leave. */
export async function writePrepared(data: RunData): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'fettle-prepared-')), 'data')
  await mkdir(folder)
  const write = async (part: string, { x, y }: Pick<TrainingData, 'x' | 'y'>): Promise<void> => {
    await writeFile(join(folder, `${part}.x.f32`), new Uint8Array(x.buffer))
    await writeFile(join(folder, `${part}.y.f32`), new Uint8Array(y.buffer))
  }
  await write('train', data.train)
  await write('validation', data.validation)
  await write('test', { x: new Float32Array(0), y: new Float32Array(0) })
  await writeFile(join(folder, 'meta.json'), JSON.stringify(data.meta))
  return folder
}

type Changes = Partial<
  Pick<RunRequest, 'runId' | 'dataFolder' | 'weightsFile' | 'seed' | 'task' | 'objective'>
>

export function makeRequest(
  training: Partial<RunRequest['training']> = {},
  changes: object = {},
): RunRequest {
  return v.parse(RunRequest, {
    runId: 'run-000001',
    model: { layers: [{ kind: 'output', id: 'output', useBias: true, initializer: 'zeros', l2: 0 }] },
    training: {
      optimizer: 'sgd',
      learningRate: 0.1,
      momentum: 0,
      batchSize: 16,
      epochs: 5,
      patience: 0,
      ...training,
    },
    task: 'binary',
    output: { kind: 'classes', labels: ['no', 'yes'] },
    objective: { metric: 'accuracy', direction: 'maximize' },
    dataFolder: '/nowhere',
    weightsFile: '/nowhere/weights',
    seed: 7,
    ...(changes as Changes),
  })
}
