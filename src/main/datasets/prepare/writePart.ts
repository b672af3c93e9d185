/** @file Writes the tensors of one part, an input a file. */
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { FittedInput } from '../../../shared/domain/fittedRecipe'
import { tensorFile, type PreparedInput } from '../../../shared/domain/preparedMeta'
import type { Part } from '../../../shared/domain/split'
import { invariant } from '../../../shared/errors/appError'
import { encodeFigures, encodeTokens } from '../recipe/encodeFrame'
import { toFigures } from '../recipe/frame/columns'
import { Frame } from '../recipe/frame/frame'
import { gatherWindows } from '../series'
import { interpolateRows, type Synthetic } from '../statistics/balance/smote'
import { frameRows, type FrameRequest } from './frameRows'
import type { PictureRows } from './pictureRows'
import type { FoldSamples, Samples } from './samples'

/** Figures that are worked out before they are written, and rows at most. */
const BLOCK_FIGURES = 1_048_576
const BLOCK_ROWS = 65_536
const BLOCK_BYTES = 16_777_216

export interface PartRequest extends FrameRequest {
  readonly folder: string
  readonly part: Part
  readonly samples: Samples
  /** Place of each sample among the rows that were learnt from; null where the part does not train. */
  readonly places: Int32Array | null
  readonly fold: FoldSamples
  readonly pictures: ReadonlyMap<string, PictureRows>
}

export function describeInputs(inputs: readonly FittedInput[]): PreparedInput[] {
  const types = { figures: 'f32', tokens: 'i32', picture: 'u8' } as const
  return inputs.map(({ spec, source }) => ({ spec, type: types[source.kind] }))
}

export async function writePart(request: PartRequest): Promise<void> {
  const { fitted } = request.fit
  const prepared = describeInputs(fitted.inputs)
  for (const [at, input] of fitted.inputs.entries()) {
    const described = prepared[at]
    invariant(described, 'an input for each')
    const path = join(request.folder, tensorFile(request.part, described))
    await withFile(path, (file) => writeInput(file, input, request))
  }
}

async function withFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'w')
  try {
    await write(file)
  } finally {
    await file.close()
  }
}

function writeInput(file: FileHandle, { spec, source }: FittedInput, request: PartRequest): Promise<void> {
  if (source.kind === 'picture') return writePictures(file, source.column, request)
  if (source.kind === 'tokens') {
    const blockRows = Math.max(1, Math.floor(BLOCK_FIGURES / (spec.shape[0] ?? 1)))
    return writeBlocks(file, blockRows, request, (frame) => encodeTokens(frame, source.column))
  }
  if (request.fold.windows) return writeWindows(file, source.features, request)
  const blockRows = Math.max(1, Math.floor(BLOCK_FIGURES / source.features.length))
  return writeBlocks(file, blockRows, request, (frame) => encodeFigures(frame, source.features))
}

async function writeBlocks(
  file: FileHandle,
  blockRows: number,
  { samples: { rows }, places, ...request }: PartRequest,
  encode: (frame: Frame) => Float32Array | Int32Array,
): Promise<void> {
  const step = Math.min(blockRows, BLOCK_ROWS)
  for (let start = 0; start < rows.length; start += step) {
    const block = rows.subarray(start, start + step)
    const frame = frameRows(request, block, places?.subarray(start, start + step) ?? null)
    await file.writeFile(bytesOf(encode(frame)))
  }
}

/** The figures of all rows once, in their order; each sample is a piece of them. */
async function writeWindows(
  file: FileHandle,
  features: readonly string[],
  { samples: { ends }, places, fold, ...request }: PartRequest,
): Promise<void> {
  const { windows, fitRows } = fold
  invariant(windows, 'a series has windows')
  const { rows } = windows.order
  const placeOfRow = new Map(Array.from(fitRows, (row, place) => [row, place]))
  const isLearntFrom = places && request.fit.own.size > 0
  const own = isLearntFrom ? rows.map((row) => placeOfRow.get(row) ?? -1) : null
  const figures = encodeFigures(frameRows(request, rows, own), features)
  const matrix = { figures, width: features.length }
  const step = Math.max(1, Math.floor(BLOCK_FIGURES / (windows.lookback * features.length)))
  for (let start = 0; start < ends.length; start += step)
    await file.writeFile(bytesOf(gatherWindows(matrix, windows, ends.subarray(start, start + step))))
}

async function writePictures(
  file: FileHandle,
  column: string,
  { samples: { rows }, pictures }: PartRequest,
): Promise<void> {
  const tensor = pictures.get(column)
  invariant(tensor, `the pictures of ${column} are open`)
  const step = Math.max(1, Math.floor(BLOCK_BYTES / tensor.rowBytes))
  for (let start = 0; start < rows.length; start += step)
    await file.writeFile(await tensor.read(rows.subarray(start, start + step)))
}

/** Adds samples that were made between others to the file of a table. */
export async function appendMade(
  request: Pick<PartRequest, 'folder' | 'part'> & { readonly input: FittedInput; readonly frame: Frame },
  made: Synthetic,
): Promise<void> {
  const { folder, part, input, frame } = request
  const [described] = describeInputs([input])
  invariant(described && input.source.kind === 'figures', 'samples are made of figures')
  const { features } = input.source
  const step = Math.max(1, Math.floor(BLOCK_FIGURES / features.length))
  const file = await open(join(folder, tensorFile(part, described)), 'a')
  try {
    for (let start = 0; start < made.shares.length; start += step) {
      const block: Synthetic = {
        from: made.from.subarray(start, start + step),
        to: made.to.subarray(start, start + step),
        shares: made.shares.subarray(start, start + step),
      }
      const rows = new Frame(
        block.shares.length,
        features.map((name) => [name, toFigures(interpolateRows(frame.figures(name).values, block))]),
      )
      await file.writeFile(bytesOf(encodeFigures(rows, features)))
    }
  } finally {
    await file.close()
  }
}

/** All platforms that Fettle runs on are little-endian. */
export function bytesOf(cells: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength)
}
