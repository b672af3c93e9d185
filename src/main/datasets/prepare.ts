/** @file Writes the tensors of a dataset version: split, fit on the training rows, apply to all, all or nothing. */
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FittedRecipe } from '../../shared/domain/fittedRecipe'
import { PREPARED_META_FILE, PREPARED_TENSOR_FILES } from '../../shared/domain/preparedMeta'
import { PARTS } from '../../shared/domain/split'
import { invariant } from '../../shared/errors/appError'
import type { PreparedMeta } from './types'
import type { Division } from './plan/divide'
import type { ColumnData, PlanData } from './plan/planData'
import { createEncoder, type RawCell } from './recipe/applyFitted'
import { fitRecipe } from './recipe/fitRecipe'

/** Floats that are encoded before they are written. */
const BLOCK_FLOATS = 1_048_576

/** @param folder is made, or replaced as a whole once everything is written. */
export async function prepareFolder(
  data: PlanData,
  division: Division,
  folder: string,
): Promise<PreparedMeta> {
  const { target } = data
  invariant(target, 'a reviewed plan has a target')
  const { parts, labels, selection } = division
  const fitted = fitRecipe({ data, target, rows: parts.train, labels })
  const meta: PreparedMeta = {
    counts: { train: parts.train.length, validation: parts.validation.length, test: parts.test.length },
    featureCount: fitted.featureNames.length,
    fitted,
    droppedCount: selection.droppedCount,
  }
  const temporary = `${folder}.writing-${process.pid}`
  try {
    await rm(temporary, { recursive: true, force: true })
    await mkdir(temporary, { recursive: true })
    for (const part of PARTS) {
      const files = PREPARED_TENSOR_FILES[part]
      await writeInputs(join(temporary, files.x), { data, fitted, rows: parts[part] })
      await writeFile(
        join(temporary, files.y),
        bytesOf(encodeTarget(parts[part], division, { target, fitted })),
      )
    }
    await writeFile(join(temporary, PREPARED_META_FILE), JSON.stringify(meta))
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  return meta
}

async function writeInputs(
  path: string,
  { data, fitted, rows }: { data: PlanData; fitted: FittedRecipe; rows: Int32Array },
): Promise<void> {
  const encoder = createEncoder(fitted)
  const readCells = data.inputs.map(createReader)
  const blockRows = Math.max(1, Math.floor(BLOCK_FLOATS / Math.max(1, encoder.featureCount)))
  const file = await open(path, 'w')
  try {
    for (let start = 0; start < rows.length; start += blockRows) {
      const block = rows.subarray(start, start + blockRows)
      const out = new Float32Array(block.length * encoder.featureCount)
      block.forEach((row, at) => {
        const unusable = encoder.encode(
          readCells.map((read) => read(row)),
          out,
          at * encoder.featureCount,
        )
        invariant(unusable === null, `row ${row} lacks ${unusable ?? ''}`)
      })
      await file.writeFile(bytesOf(out))
    }
  } finally {
    await file.close()
  }
}

function createReader(input: ColumnData): (row: number) => RawCell {
  if (input.kind === 'category') return (row) => input.view.texts[input.view.codes[row] ?? -1] ?? null
  return (row) => {
    const value = input.view.values[row] ?? NaN
    return Number.isNaN(value) ? null : value
  }
}

function encodeTarget(
  rows: Int32Array,
  { classOfRow }: Division,
  { target, fitted }: { target: ColumnData; fitted: FittedRecipe },
): Float32Array {
  if (target.kind === 'category') return Float32Array.from(rows, (row) => classOfRow?.[row] ?? 0)
  return Float32Array.from(
    rows,
    (row) => ((target.view.values[row] ?? 0) - fitted.targetCenter) / fitted.targetScale,
  )
}

/** All platforms that Fettle runs on are little-endian. */
function bytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength)
}
