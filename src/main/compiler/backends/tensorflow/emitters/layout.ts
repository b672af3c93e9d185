/** @file In which layout ops that do not care about it are done: channels last, where a picture lies so already. */
import type { Value } from '../../../graph/graph'
import { isSameShape, sizeOf, type Shape } from '../../../graph/tensorType'
import { attribute, type NodeAttributes } from '../proto'
import { FLOAT, type Emitted, type TensorFlowEmitter } from '../tensorFlowEmitter'

/** Where each axis of a picture goes when its channels come last. */
const PLACE_IN_NHWC = [0, 3, 1, 2]
const TO_NHWC = [0, 2, 3, 1]

/** Values of one layout. */
export interface Laid {
  readonly names: readonly string[]
  readonly isNhwc: boolean
}

/** Values that broadcast against each other to `output`. */
export function layAlike(emitter: TensorFlowEmitter, inputs: readonly Value[], output: Value): Laid {
  const { shape } = output.type
  const isNhwc = shape.length === 4 && inputs.some((input) => liesLast(emitter, input, shape))
  const names = inputs.map((input) => (isNhwc ? partnerOf(emitter, input) : emitter.nameOf(input)))
  return { names, isNhwc }
}

/** Pictures that are put side by side, or one that is cut: channels last where one of them is. */
export function layPictures(emitter: TensorFlowEmitter, inputs: readonly Value[]): Laid {
  const isNhwc = inputs.some((input) => input.type.shape.length === 4 && emitter.isNhwc(input))
  return {
    names: inputs.map((input) => (isNhwc ? emitter.nhwcOf(input) : emitter.nameOf(input))),
    isNhwc,
  }
}

export function laid({ isNhwc }: Pick<Laid, 'isNhwc'>, name: string): Emitted {
  return isNhwc ? { nhwc: name } : name
}

/** Where an axis of the graph stands in that layout. */
export function axisIn({ isNhwc }: Pick<Laid, 'isNhwc'>, axis: number): number {
  return isNhwc ? (PLACE_IN_NHWC[axis] ?? axis) : axis
}

/** An item an axis of the graph, in the order of that layout. */
export function orderIn<Item>({ isNhwc }: Pick<Laid, 'isNhwc'>, items: readonly Item[]): readonly Item[] {
  return isNhwc ? TO_NHWC.flatMap((axis) => items.slice(axis, axis + 1)) : items
}

/** Whether a picture reads the same in both layouts: it has one channel, or one place. */
export function isThin([, channels, height, width]: Shape): boolean {
  return channels === 1 || (height === 1 && width === 1)
}

export function reshape(emitter: TensorFlowEmitter, name: string, sizes: readonly number[]): string {
  return emitter.add('Reshape', [name, emitter.list(sizes)], SHAPED)
}

const SHAPED: NodeAttributes = { ...FLOAT, Tshape: attribute.type('int32') }

function liesLast(emitter: TensorFlowEmitter, input: Value, shape: Shape): boolean {
  return isSameShape(input.type.shape, shape) && emitter.isNhwc(input)
}

/** As it broadcasts against a picture with its channels last. */
function partnerOf(emitter: TensorFlowEmitter, value: Value): string {
  const { shape } = value.type
  if (shape.length === 4) return emitter.nhwcOf(value)
  const name = emitter.nameOf(value)
  if (sizeOf(shape) === 1) return name
  return emitter.once(`channels last ${name}`, () => {
    const [channels = 1, height = 1, width = 1] = [1, 1, 1, ...shape.map(Number)].slice(-3)
    if (channels === 1 || height * width === 1) return reshape(emitter, name, [height, width, channels])
    return emitter.transpose(reshape(emitter, name, [channels, height, width]), [1, 2, 0])
  })
}
