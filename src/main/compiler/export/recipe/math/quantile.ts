/** @file The places of figures among quantiles as ONNX nodes, by the rule of scikit-learn's `QuantileTransformer`. */
import type { PrimitiveOf } from '../../../../../shared/domain/primitives'
import { attribute } from '../../../backends/onnx/proto'
import type { OnnxSketch } from '../../onnxSketch'
import { one, row, TO_DOUBLE, whole } from './constants'
import { countUpTo } from './countUpTo'
import { leeway } from './leeway'
import { emitNormalQuantile, type Shares } from './normalQuantile'

/** A figure as near as this to the first or last quantile counts as beyond it, where the result is normal. */
const NEAR = 1e-7

type Settings = Pick<PrimitiveOf<'quantile'>, 'references' | 'distribution'> & {
  /** How far a figure of each column may lie from what it stands for. */
  readonly slacks: readonly number[]
}

export function emitQuantile(sketch: OnnxSketch, x: string, settings: Settings): string {
  const { references, distribution, slacks } = settings
  const between = emitShares(sketch, x, settings)
  const near = distribution === 'normal' ? NEAR : 0
  const ends = (name: string, sign: number, at: number): readonly [end: string, reach: string] => {
    const items = references.map((list) => list.at(at) ?? NaN)
    const reach = items.map((item, column) => item + sign * leeway(item, slacks[column]))
    return [row(sketch, name, items), row(sketch, `${name}_reach`, reach)]
  }
  const [first, upToFirst] = ends('first', 1, 0)
  const [last, fromLast] = ends('last', -1, -1)
  const isFirst = sketch.op('Or', [
    sketch.op('LessOrEqual', [x, upToFirst]),
    sketch.op('Less', [sketch.op('Sub', [x, one(sketch, near)]), first]),
  ])
  const isLast = sketch.op('Or', [
    sketch.op('GreaterOrEqual', [x, fromLast]),
    sketch.op('Greater', [sketch.op('Add', [x, one(sketch, near)]), last]),
  ])
  const withEnds = (share: string, [atFirst, atLast]: readonly [number, number]): string =>
    sketch.op('Where', [
      isFirst,
      one(sketch, atFirst),
      sketch.op('Where', [isLast, one(sketch, atLast), share]),
    ])
  const below = withEnds(between.below, [0, 1])
  if (distribution === 'uniform') return below
  return emitNormalQuantile(sketch, { below, above: withEnds(between.above, [1, 0]) })
}

/**
 * Between two quantiles by a straight line; a figure that fills several of them stands in the middle of them, as the mean of
 * interpolating from either side has it.
 */
function emitShares(sketch: OnnxSketch, x: string, { references, slacks }: Settings): Shares {
  const upTo = countUpTo(sketch, x, { lists: references, slacks, test: 'LessOrEqual' })
  const before = countUpTo(sketch, x, { lists: references, slacks, test: 'Less' })
  const line = emitLine(sketch, { x, upTo, references })
  const both = sketch.op('Cast', [sketch.op('Add', [upTo, before])], TO_DOUBLE)
  const middle = sketch.op('Mul', [sketch.op('Sub', [both, one(sketch, 1)]), one(sketch, 0.5)])
  const steps = row(
    sketch,
    'steps',
    references.map((list) => Math.max(1, list.length - 1)),
  )
  const isBetween = sketch.op('Equal', [upTo, before])
  const share = (between: string, onSome: string): string =>
    sketch.op('Div', [sketch.op('Where', [isBetween, between, onSome]), steps])
  return { below: share(line.below, middle), above: share(line.above, sketch.op('Sub', [steps, middle])) }
}

interface Line {
  readonly x: string
  /** Quantiles up to each figure. */
  readonly upTo: string
  readonly references: readonly (readonly number[])[]
}

/** Steps from the first quantile to each figure, and from it to the last one. */
function emitLine(sketch: OnnxSketch, { x, upTo, references }: Line): Shares {
  // Where there is no step at all, what comes out of it is not used; it must not reach beyond the list.
  const size = Math.max(2, ...references.map(({ length }) => length))
  const padded = references.flatMap((list) => [...list, ...Array<number>(size - list.length).fill(NaN)])
  const items = sketch.doubles('references', [padded.length], padded)
  const begins = references.map((_, column) => column * size)
  const most = sketch.integers(
    'last_places',
    references.map((list) => list.length - 1),
  )
  const place = sketch.op('Max', [sketch.op('Min', [upTo, most]), whole(sketch, 1)])
  const itemAt = (shift: number): string => {
    const at = sketch.integers(
      'begins',
      begins.map((begin) => begin + shift),
    )
    return sketch.op('Gather', [items, sketch.op('Add', [place, at])], { axis: attribute.int(0) })
  }
  const [lower, upper] = [itemAt(-1), itemAt(0)]
  const gap = sketch.op('Sub', [upper, lower])
  const part = (from: string, to: string): string => sketch.op('Div', [sketch.op('Sub', [to, from]), gap])
  const behind = sketch.op('Cast', [sketch.op('Sub', [place, whole(sketch, 1)])], TO_DOUBLE)
  const ahead = sketch.op('Cast', [sketch.op('Sub', [most, place])], TO_DOUBLE)
  return {
    below: sketch.op('Add', [behind, part(lower, x)]),
    above: sketch.op('Add', [ahead, part(x, upper)]),
  }
}
