/** @file For tests: prepared data and run requests. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { RunRequest } from '../../../shared/contract/worker'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { createRandom } from '../../../shared/util/random'
import { tableInput } from '../../../shared/domain/modelInput'
import {
  PREPARED_META_FILE,
  type PreparedMeta,
  targetFile,
  tensorFile,
  type TensorType,
  WEIGHTS_FILE,
} from '../../../shared/domain/preparedMeta'
import { type Part, PARTS, type PartCounts } from '../../../shared/domain/split'
import type { InputRows, TrainingData } from '../types'
import type { RunData } from '../rows/dataShelf'

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
  const fitted: FittedRecipe = {
    ...plainTable(['a', 'b']),
    target: 'c',
    output: isRegression ? { kind: 'number' } : { kind: 'classes', labels: ['no', 'yes'] },
    targetCenter: isRegression ? 100 : 0,
    targetScale: isRegression ? 10 : 1,
  }
  return toMeta({ train, validation, test: 0 }, fitted)
}

/** Columns of numbers that enter a model as they are. */
export function plainTable(
  columns: readonly string[],
): Pick<FittedRecipe, 'reads' | 'primitives' | 'inputs' | 'window'> {
  return {
    reads: columns.map((column) => ({ column, kind: 'number', isRequired: false, categories: [] })),
    primitives: [],
    inputs: [{ spec: tableInput(columns.length), source: { kind: 'figures', features: [...columns] } }],
    window: null,
  }
}

/** @returns what describes tensors of one fold, every input as its kind is written. */
export function toMeta(counts: PartCounts, fitted: FittedRecipe): PreparedMeta {
  return {
    counts,
    inputs: fitted.inputs.map(({ spec }) => ({ spec, type: FILE_TYPES[spec.kind] })),
    hasWeights: false,
    augmentation: null,
    fold: 0,
    fitted,
    droppedCount: 0,
  }
}

const FILE_TYPES = { table: 'f32', sequence: 'f32', tokens: 'i32', image: 'u8' } as const

/** @returns a fresh folder with the files that the data engine would leave. */
export async function writePrepared(data: RunData): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'fettle-prepared-')), 'data')
  await mkdir(folder)
  const none: TrainingData = { rows: 0, x: new Float32Array(0), y: new Float32Array(0) }
  for (const part of PARTS) await writePart(folder, part, { ...data, test: none })
  await writeFile(join(folder, PREPARED_META_FILE), JSON.stringify(data.meta))
  return folder
}

async function writePart(
  folder: string,
  part: Part,
  data: RunData & { readonly test: TrainingData },
): Promise<void> {
  const { x, others = {}, y, weights } = data[part]
  const write = (name: string, values: InputRows | Uint8Array): Promise<void> =>
    writeFile(join(folder, name), new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  for (const input of data.meta.inputs) {
    const given = others[input.spec.name] ?? x
    const isAugmented = part === 'train' && data.meta.augmentation?.input === input.spec.name
    await write(tensorFile(part, input), isAugmented ? (data.pictures ?? given) : toCells(given, input.type))
  }
  await write(targetFile(part), y)
  if (part === 'train' && weights) await write(WEIGHTS_FILE, weights)
}

function toCells(values: InputRows, type: TensorType): InputRows | Uint8Array {
  return type === 'u8' ? Uint8Array.from(values, (share) => Math.round(share * 255)) : values
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
