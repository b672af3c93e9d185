/** @file A number a channel from all steps, or from a whole picture. */
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import { channelsFirst, feature, type Feature } from './feature'
import type { Layer } from './layer'
import { wrongRank } from './misfit'

/** Further from 0 than any number that training can bear. */
const FAR = 1e9

/** Of steps, padding is not looked at; where there is nothing else, the result is 0. */
export const globalMaxPool: Layer<'globalMaxPool'> = {
  kind: 'globalMaxPool',
  misfit: (_spec, place) => wrongRank(place, 2, 3),
  outputShape: (_spec, { inputShape }) => [inputShape.at(-1) ?? 1],
  parameters: () => [],
  build: (_spec, { emit, input, place: { inputShape } }) => {
    if (inputShape.length === 3)
      return feature(flat(emit, largestOfPicture(emit, channelsFirst(emit, input))))
    const { value, mask } = input
    if (mask === null) return feature(flat(emit, largestStep(emit, value)))
    const counts = column(emit, mask)
    const away = emit.op('multiply', [emit.op('subtract', [counts, emit.number(1)]), emit.number(FAR)])
    const largest = flat(emit, largestStep(emit, emit.op('add', [value, away])))
    const hasAny = emit.op('step', [emit.op('sumTo', [mask], { shape: ['batch', 1] })])
    return feature(emit.op('multiply', [largest, hasAny]))
  },
}

/** Of steps, padding does not count; where there is nothing else, the result is 0. */
export const globalAveragePool: Layer<'globalAveragePool'> = {
  kind: 'globalAveragePool',
  misfit: (_spec, place) => wrongRank(place, 2, 3),
  outputShape: (_spec, { inputShape }) => [inputShape.at(-1) ?? 1],
  parameters: () => [],
  build: (_spec, { emit, input, place: { inputShape } }) => {
    const { value, mask } = input
    if (mask !== null && inputShape.length === 2) return feature(meanOfMarked(emit, value, mask))
    const count = inputShape.slice(0, -1).reduce((product, size) => product * size, 1)
    const sum = flat(emit, emit.op('sumTo', [value], { shape: onePlace(input) }))
    return feature(emit.op('multiply', [sum, emit.number(1 / count)]))
  },
}

function meanOfMarked(emit: Emit, value: Value, mask: Value): Value {
  const [, , channels = 1] = value.type.shape
  const marked = emit.op('multiply', [value, column(emit, mask)])
  const sum = flat(emit, emit.op('sumTo', [marked], { shape: ['batch', 1, channels] }))
  const count = emit.op('sumTo', [mask], { shape: ['batch', 1] })
  // A row of nothing but padding is divided by 1.
  const divisor = emit.op('add', [count, emit.op('subtract', [emit.number(1), emit.op('step', [count])])])
  return emit.op('multiply', [sum, emit.op('power', [divisor], { exponent: -1 })])
}

function largestStep(emit: Emit, steps: Value): Value {
  const size = Number(steps.type.shape[1])
  return emit.op('maxPool1d', [steps], { size, stride: size, margin: [0, 0] })
}

function largestOfPicture(emit: Emit, picture: Value): Value {
  const [, , height = 1, width = 1] = picture.type.shape.map(Number)
  const size = [height, width] as const
  const none = [0, 0] as const
  return emit.op('maxPool2d', [picture], { size, strides: size, margins: [none, none] })
}

/** The shape of what is summed to one place, wherever the channels lie. */
function onePlace({ value, layout }: Feature) {
  const { shape } = value.type
  const channels = layout === 'channelsFirst' ? 1 : shape.length - 1
  return shape.map((size, axis) => (axis === 0 || axis === channels ? size : 1))
}

/** [b, …] with one channel axis that is not 1 → [b, channels]. */
function flat(emit: Emit, value: Value): Value {
  const channels = value.type.shape.slice(1).reduce<number>((product, size) => product * Number(size), 1)
  return emit.op('reshape', [value], { shape: ['batch', channels] })
}

/** [b, steps] → [b, steps, 1] */
function column(emit: Emit, mask: Value): Value {
  return emit.op('reshape', [mask], { shape: [...mask.type.shape, 1] })
}
