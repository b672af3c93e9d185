/** @file Looking a figure up in an ascending list, for all columns at once. */
import { attribute } from '../../../backends/onnx/proto'
import type { OnnxSketch } from '../../onnxSketch'
import { TO_INTEGER, whole } from './constants'
import { leeway } from './leeway'

export interface Lists {
  /** Ascending, one a column. */
  readonly lists: readonly (readonly number[])[]
  /** How far a figure of each column may lie from what it stands for. */
  readonly slacks: readonly number[]
  /** Whether items count that equal the figure. */
  readonly test: 'LessOrEqual' | 'Less'
}

/**
 * How many items of its list are at most (or less than) each figure: int64 like x; 0 where it is NaN. By halving, in as many
 * steps as the longest list has binary digits: to compare with all items at once would need rows × columns × items of memory.
 * A figure that is an item but for the rounding of inputs counts as equal to it.
 */
export function countUpTo(sketch: OnnxSketch, x: string, { lists, slacks, test }: Lists): string {
  const sign = test === 'Less' ? 1 : -1
  const digits = Math.max(0, ...lists.map((list) => list.length.toString(2).length))
  // NaN is not less than anything, so that the search never enters what fills a list up.
  const size = 2 ** digits - 1
  const items = sketch.doubles(
    'references',
    [size * lists.length],
    lists.flatMap((list, column) => [
      ...list.map((item) => item + sign * leeway(item, slacks[column])),
      ...Array<number>(size - list.length).fill(NaN),
    ]),
  )
  const begin = sketch.integers(
    'begins',
    lists.map((_, column) => column * size),
  )
  let found = sketch.op('Mul', [sketch.op('Cast', [sketch.op('IsNaN', [x])], TO_INTEGER), whole(sketch, 0)])
  for (let step = 2 ** (digits - 1); step >= 1; step /= 2) {
    const place = sketch.op('Add', [found, sketch.op('Add', [begin, whole(sketch, step - 1)])])
    const item = sketch.op('Gather', [items, place], { axis: attribute.int(0) })
    const isUpTo = sketch.op('Cast', [sketch.op(test, [item, x])], TO_INTEGER)
    found = sketch.op('Add', [found, sketch.op('Mul', [isUpTo, whole(sketch, step)])])
  }
  return found
}

/** Between two bounds; NaN stays NaN, which not every runtime promises of `Min`, `Max` and `Clip`. */
export function clamp(sketch: OnnxSketch, x: string, { low, high }: { low: string; high: string }): string {
  const above = sketch.op('Where', [sketch.op('Less', [x, low]), low, x])
  return sketch.op('Where', [sketch.op('Greater', [above, high]), high, above])
}
