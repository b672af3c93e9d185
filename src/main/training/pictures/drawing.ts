/** @file Rows of numbers as grey or coloured points. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Primitive, PrimitiveKind } from '../../../shared/domain/primitives'
import { type PictureShape, type PictureSheet, SHEET_PICTURES } from '../../../shared/domain/pictureSheet'
import type { TrainingData } from '../types'

/** How numbers were scaled for the model, a column; empty where they were not. */
export type Scaling = readonly { readonly center: number; readonly scale: number }[]

/** Primitives that leave a column what it is, but for its place and its spread. */
const STRAIGHT: readonly PrimitiveKind[] = ['fill', 'affine', 'clip']

/** @returns how the columns of the main input were scaled, where they are numbers of the table and nothing else was done to them. */
export function scalingOf({ reads, primitives, inputs: [main] }: ScalingSource): Scaling {
  if (main?.source.kind !== 'figures') return []
  const numbers = new Set(reads.filter(({ kind }) => kind === 'number').map(({ column }) => column))
  const isStraight = primitives.every(({ kind }) => STRAIGHT.includes(kind))
  const { features } = main.source
  if (!isStraight || !features.every((feature) => numbers.has(feature))) return []
  return features.map((feature) =>
    primitives.reduce((scaling, next) => scaleOn(scaling, next, feature), PLAIN),
  )
}

type ScalingSource = Pick<FittedRecipe, 'reads' | 'primitives' | 'inputs'>

const PLAIN = { center: 0, scale: 1 }

function scaleOn(before: Scaling[number], primitive: Primitive, column: string): Scaling[number] {
  const place = primitive.kind === 'affine' ? primitive.columns.indexOf(column) : -1
  if (primitive.kind !== 'affine' || place < 0) return before
  const { centers, scales } = primitive
  return {
    center: before.center + before.scale * (centers[place] ?? 0),
    scale: before.scale * (scales[place] ?? 1),
  }
}

export interface Drawn {
  readonly shape: PictureShape
  /** The rows as they are; what is least and greatest among the first of them is black and white. */
  readonly real: Pick<TrainingData, 'x' | 'rows'>
  readonly scaling: Scaling
}

/** @returns a drawing of the first rows of numbers as the model sees them, in the units of their columns. */
export function createDrawing({
  shape,
  real,
  scaling,
}: Drawn): (step: number, numbers: ArrayLike<number>) => PictureSheet {
  const count = Math.min(SHEET_PICTURES, real.rows)
  const width = shape.height * shape.width * shape.channels
  const read = (numbers: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: count * width }, (_, index) => {
      const { center, scale } = scaling[index % width] ?? { center: 0, scale: 1 }
      return (numbers[index] ?? 0) * scale + center
    })
  const points = read(real.x)
  const low = points.reduce((least, value) => Math.min(least, value), Infinity)
  const high = points.reduce((most, value) => Math.max(most, value), -Infinity)
  const contrast = 255 / (high - low || 1)
  return (step, numbers) => {
    // Clamped and rounded by the array itself.
    const bytes = Uint8ClampedArray.from(read(numbers), (value) => (value - low) * contrast)
    return { step, count, ...shape, base64: Buffer.from(bytes.buffer).toString('base64') }
  }
}
