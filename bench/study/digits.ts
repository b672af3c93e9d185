/** @file The handwritten digits as prepared tensors: 1,437 rows to train, 360 to validate, the same for every peer. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FittedRecipe } from '../../src/shared/domain/fittedRecipe'
import {
  PREPARED_META_FILE,
  PREPARED_TENSOR_FILES,
  type PreparedMeta,
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
  const parts = { train: rows.slice(0, TRAIN_ROWS), validation: rows.slice(TRAIN_ROWS), test: [] }
  for (const part of ['train', 'validation', 'test'] as const) {
    const pixels = parts[part].flatMap((cells) => cells.slice(0, -1).map((value) => value / BRIGHTEST))
    await writeFloats(join(folder, PREPARED_TENSOR_FILES[part].x), pixels)
    await writeFloats(
      join(folder, PREPARED_TENSOR_FILES[part].y),
      parts[part].map((cells) => cells.at(-1) ?? 0),
    )
  }
  const meta: PreparedMeta = {
    counts: { train: parts.train.length, validation: parts.validation.length, test: 0 },
    featureCount: header.length - 1,
    fitted: fittedTo(header.slice(0, -1)),
    droppedCount: 0,
  }
  await writeFile(join(folder, PREPARED_META_FILE), JSON.stringify(meta))
  return folder
}

function fittedTo(columns: readonly string[]): FittedRecipe {
  return {
    inputs: columns.map((column) => ({
      kind: 'number',
      column,
      isDate: false,
      fill: 0,
      center: 0,
      scale: BRIGHTEST,
    })),
    featureNames: [...columns],
    target: 'digit',
    output: { kind: 'classes', labels: LABELS },
    targetCenter: 0,
    targetScale: 1,
  }
}

async function writeFloats(file: string, values: readonly number[]): Promise<void> {
  await writeFile(file, new Uint8Array(Float32Array.from(values).buffer))
}
