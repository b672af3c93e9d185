/** @file Film reviews as prepared tensors of three folds: word numbers in 500 columns, the same for every peer. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type InputSpec, tableInput } from '../../src/shared/domain/modelInput'
import {
  PREPARED_META_FILE,
  type PreparedInput,
  type PreparedMeta,
  targetFile,
  tensorFile,
} from '../../src/shared/domain/preparedMeta'
import type { TrainingData } from '../../src/main/training/types'
import { readReviews } from '../../test/support/realData/reviews'

export const WORDS = 500
export const VOCABULARY = 10_000
export const FOLDS = 3
export const LABELS = ['neg', 'pos']

const SPEC: InputSpec = tableInput(WORDS)
const INPUT: PreparedInput = { spec: SPEC, type: 'f32' }
const NAMES = Array.from({ length: WORDS }, (_, place) => `word${place}`)

/** @returns a new temporary folder with one folder a fold; the last fifth of the rows stays sealed. */
export async function prepareFolds(): Promise<string> {
  const { train } = await readReviews({ vocabulary: VOCABULARY, length: WORDS, seed: 1 })
  const folder = await mkdtemp(join(tmpdir(), 'fettle-bench-'))
  for (let fold = 0; fold < FOLDS; fold++) await writeFold(train, folder, fold)
  return folder
}

async function writeFold(data: TrainingData, folder: string, fold: number): Promise<void> {
  const rows = Array.from({ length: data.rows }, (_, row) => row)
  const parts = {
    train: rows.filter((row) => row % FOLDS !== fold),
    validation: rows.filter((row) => row % FOLDS === fold),
    test: [],
  }
  const path = await mkdtemp(join(folder, `fold${fold}-`))
  for (const part of ['train', 'validation', 'test'] as const) {
    const words = parts[part].flatMap((row) => [...data.x.subarray(row * WORDS, (row + 1) * WORDS)])
    await writeFloats(join(path, tensorFile(part, INPUT)), words)
    await writeFloats(
      join(path, targetFile(part)),
      parts[part].map((row) => data.y[row] ?? 0),
    )
  }
  const meta: PreparedMeta = {
    counts: { train: parts.train.length, validation: parts.validation.length, test: 0 },
    inputs: [INPUT],
    hasWeights: false,
    augmentation: null,
    fold: 0,
    fitted: {
      reads: [],
      primitives: [],
      inputs: [{ spec: SPEC, source: { kind: 'figures', features: NAMES } }],
      window: null,
      target: 'label',
      output: { kind: 'classes', labels: LABELS },
      targetCenter: 0,
      targetScale: 1,
    },
    droppedCount: 0,
  }
  await writeFile(join(path, PREPARED_META_FILE), JSON.stringify(meta))
}

async function writeFloats(file: string, values: readonly number[]): Promise<void> {
  await writeFile(file, new Uint8Array(Float32Array.from(values).buffer))
}
