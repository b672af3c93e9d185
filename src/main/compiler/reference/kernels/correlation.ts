/** @file The products y += x · kernel of which a convolution is made, whichever of the three is to be found. */
import type { PictureWindow, StepWindow } from '../../ops/signature/convolution'
import { placesOf } from '../../ops/sliding'
import { placeOf, type Tensor } from '../tensor'

/** The tensors of a convolution. */
interface Parts {
  readonly x: Tensor
  readonly kernel: Tensor
  readonly y: Tensor
}

/** Is given the index of each factor, and of the sum it goes to. */
type Visit = (x: number, kernel: number, y: number) => void

/** x [b, c, h, w], kernel [o, c/groups, i, j], y [b, o, h', w']. */
export function visitPicture({ x, kernel, y }: Parts, window: PictureWindow, visit: Visit): void {
  const [, channels, height, width] = sizesOf(x)
  const [filters, seen] = sizesOf(kernel)
  const size = kernel.values.length / filters
  for (let to = 0; to < y.values.length; to++) {
    const [row, filter, ...place] = sizesOf(y, to)
    const group = Math.floor((filter * window.groups) / filters)
    for (let tap = filter * size; tap < (filter + 1) * size; tap++) {
      const [, channel, ...step] = sizesOf(kernel, tap)
      const h = seenAt(place, step, { window, axis: 0 })
      const w = seenAt(place, step, { window, axis: 1 })
      if (h < 0 || w < 0 || h >= height || w >= width) continue
      visit(((row * channels + group * seen + channel) * height + h) * width + w, tap, to)
    }
  }
}

/** @returns where on the picture a tap of the kernel stands, along an axis. */
function seenAt(
  place: readonly [number, number],
  tap: readonly [number, number],
  { window: { strides, dilations, margins }, axis }: { window: PictureWindow; axis: 0 | 1 },
): number {
  return place[axis] * strides[axis] + tap[axis] * dilations[axis] - margins[axis][0]
}

type Four = [number, number, number, number]

/** @returns the sizes of a tensor of four axes, or the place in it of the element at `index`. */
function sizesOf({ shape }: Tensor, index?: number): Four {
  return (index === undefined ? [...shape] : placeOf(index, shape)) as Four
}

/** x [b, t, c], kernel [k, c, o], y [b, t', o]. */
export function visitSteps({ x, kernel, y }: Parts, window: StepWindow, visit: Visit): void {
  const [, steps = 1, channels = 1] = x.shape
  const [size = 1, , filters = 1] = kernel.shape
  for (let to = 0; to < y.values.length; to++) {
    const [row = 0, place = 0, filter = 0] = placeOf(to, y.shape)
    for (let tap = 0; tap < size * channels; tap++) {
      const [k, channel] = [Math.floor(tap / channels), tap % channels]
      const step = place * window.stride + k * window.dilation - window.margin[0]
      if (step < 0 || step >= steps) continue
      visit((row * steps + step) * channels + channel, tap * filters + filter, to)
    }
  }
}

/** @returns how often the kernel fits, down and to the right. */
export function placesOnPicture(x: Tensor, kernel: Tensor, window: PictureWindow): number[] {
  return ([0, 1] as const).map((axis) =>
    placesOf(x.shape[axis + 2] ?? 1, {
      size: kernel.shape[axis + 2] ?? 1,
      stride: window.strides[axis],
      dilation: window.dilations[axis],
      margin: window.margins[axis],
    }),
  )
}

export function placesOnSteps(x: Tensor, kernel: Tensor, window: StepWindow): number {
  return placesOf(x.shape[1] ?? 1, { ...window, size: kernel.shape[0] ?? 1 })
}
