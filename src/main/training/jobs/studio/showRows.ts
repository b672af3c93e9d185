/** @file Rows of numbers as pictures, or as figures in the units of their columns. */
import { type PictureShape, pictureShape } from '../../../../shared/domain/pictureSheet'
import { featureNamesOf } from '../../../../shared/domain/fittedRecipe'
import type { PreparedMeta } from '../../../../shared/domain/preparedMeta'
import type { PictureStrip, ShownRows } from '../../../../shared/domain/studio'
import { type Scaling, scalingOf } from '../../pictures/drawing'
import type { InputRows } from '../../types'

/** More figures a row are not worth a look. */
const MOST_FIGURES = 60
/** Bytes of a strip; pictures are made smaller to stay below. */
const MOST_BYTES = 6 * 2 ** 20
/** Real rows that black and white are taken from. */
const JUDGED_ROWS = 256

export interface RowShower {
  /** @param values row-major, on the scale on which the network learns */
  show(values: InputRows, count: number): ShownRows
  /** Only the pictures, in less detail where they are many; null where there are none. */
  strip(values: InputRows, count: number): PictureStrip | null
}

/** @param real rows of the main input, which tell what is black and what is white */
export function createRowShower(meta: PreparedMeta, real: InputRows): RowShower {
  const [main] = meta.inputs
  const shape = main === undefined || main.spec.kind === 'tokens' ? null : pictureShape(main.spec.shape)
  const width = main?.spec.shape.reduce((product, size) => product * size, 1) ?? 0
  const scaling = scalingOf(meta.fitted)
  const names = featureNamesOf(meta.fitted)
  const paint =
    shape === null ? null : createPainter({ shape, scaling, real: real.subarray(0, JUDGED_ROWS * width) })
  const isListed = names.length === width && width <= MOST_FIGURES
  return {
    show(values, count) {
      const strip = paint?.(values, count) ?? null
      const figures = strip === null && isListed ? toFigures(values, { count, width, scaling }) : []
      return { strip, names: figures.length > 0 ? names : [], figures }
    },
    strip: (values, count) => paint?.(values, count) ?? null,
  }
}

interface Painted {
  readonly shape: PictureShape
  readonly scaling: Scaling
  readonly real: InputRows
}

function createPainter({ shape, scaling, real }: Painted) {
  const width = shape.height * shape.width * shape.channels
  const read = (values: InputRows, index: number): number => {
    const { center, scale } = scaling[index % width] ?? { center: 0, scale: 1 }
    return (values[index] ?? 0) * scale + center
  }
  let [low, high] = [Infinity, -Infinity]
  for (let index = 0; index < real.length; index++) {
    const value = read(real, index)
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const contrast = 255 / (high - low || 1)
  return (values: InputRows, count: number): PictureStrip => {
    const step = stepFor(count * width)
    const [rows, columns] = [Math.ceil(shape.height / step), Math.ceil(shape.width / step)]
    const { channels } = shape
    const bytes = new Uint8ClampedArray(count * rows * columns * channels)
    let at = 0
    for (let picture = 0; picture < count; picture++) {
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          const from = picture * width + (y * step * shape.width + x * step) * channels
          for (let channel = 0; channel < channels; channel++) {
            bytes[at++] = (read(values, from + channel) - low) * contrast
          }
        }
      }
    }
    return {
      count,
      height: rows,
      width: columns,
      channels,
      base64: Buffer.from(bytes.buffer).toString('base64'),
    }
  }
}

/** Every how many points one is taken, along both sides. */
function stepFor(bytes: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(bytes / MOST_BYTES)))
}

function toFigures(
  values: InputRows,
  { count, width, scaling }: { readonly count: number; readonly width: number; readonly scaling: Scaling },
): number[][] {
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const { center, scale } = scaling[column] ?? { center: 0, scale: 1 }
      return (values[row * width + column] ?? 0) * scale + center
    }),
  )
}
