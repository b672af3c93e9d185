/** @file The handwritten digits as prepared tensors: 1,437 rows to train, 360 to validate, the same for every peer. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FittedRecipe } from '../../src/shared/domain/fittedRecipe'
import { tableInput } from '../../src/shared/domain/modelInput'
import {
  PREPARED_META_FILE,
  type PreparedInput,
  type PreparedMeta,
  targetFile,
  tensorFile,
} from '../../src/shared/domain/preparedMeta'
import { createRandom } from '../../src/shared/util/random'

const SAMPLE = resolve(import.meta.dirname, '../../resources/samples/digits.csv')
const TRAIN_ROWS = 1437
/** Pixels are 0 … 16. */
const BRIGHTEST = 16

export const LABELS = Array.from({ length: 10 }, (_, digit) => String(digit))

/** @returns a new temporary folder with the files that the data engine would leave. */
export async function prepareDigits(): Promise<string> {
  const [header = [], ...lines] = (await readFile(SAMPLE, 'utf8'))
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const rows = createRandom(1).shuffle(lines.map((cells) => cells.map(Number)))
  const folder = await mkdtemp(join(tmpdir(), 'fettle-bench-'))
  const input: PreparedInput = { spec: tableInput(header.length - 1), type: 'f32' }
  const parts = { train: rows.slice(0, TRAIN_ROWS), validation: rows.slice(TRAIN_ROWS), test: [] }
  for (const part of ['train', 'validation', 'test'] as const) {
    const pixels = parts[part].flatMap((cells) => cells.slice(0, -1).map((value) => value / BRIGHTEST))
    await writeFloats(join(folder, tensorFile(part, input)), pixels)
    await writeFloats(
      join(folder, targetFile(part)),
      parts[part].map((cells) => cells.at(-1) ?? 0),
    )
  }
  const meta: PreparedMeta = {
    counts: { train: parts.train.length, validation: parts.validation.length, test: 0 },
    inputs: [input],
    hasWeights: false,
    augmentation: null,
    fold: 0,
    fitted: fittedTo(header.slice(0, -1)),
    droppedCount: 0,
  }
  await writeFile(join(folder, PREPARED_META_FILE), JSON.stringify(meta))
  return folder
}

function fittedTo(columns: readonly string[]): FittedRecipe {
  return {
    reads: columns.map((column) => ({ column, kind: 'number', isRequired: true, categories: [] })),
    primitives: [
      {
        kind: 'affine',
        columns: [...columns],
        centers: columns.map(() => 0),
        scales: columns.map(() => BRIGHTEST),
      },
    ],
    inputs: [{ spec: tableInput(columns.length), source: { kind: 'figures', features: [...columns] } }],
    window: null,
    target: 'digit',
    output: { kind: 'classes', labels: LABELS },
    targetCenter: 0,
    targetScale: 1,
  }
}

async function writeFloats(file: string, values: readonly number[]): Promise<void> {
  await writeFile(file, new Uint8Array(Float32Array.from(values).buffer))
}
