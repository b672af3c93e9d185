/** @file Kernels that lie otherwise in Keras, which has channels last: how to bring them here and back. */
import type { LayerKind } from '../../../shared/domain/modelSpec'

type Axes = readonly number[]

/**
 * By layer and by tensor, the axes of Keras in their order here. What is absent lies alike.
 *
 * - conv2d: [i, j, c, o] → [o, c, i, j]
 * - conv2dTranspose: [i, j, o, c] → [c, o, i, j]
 * - depthwise over pictures: [i, j, c, m] → [c, m, i, j], which is [c·m, 1, i, j] here
 * - depthwise over steps: [k, c, m] → [c, m, k], which is [c·m, 1, 1, k] here
 */
const KERAS_AXES: { readonly [K in LayerKind]?: Readonly<Record<string, Axes>> } = {
  conv2d: { kernel: [3, 2, 0, 1] },
  conv2dTranspose: { kernel: [3, 2, 0, 1] },
  depthwiseConv2d: { kernel: [2, 3, 0, 1] },
  separableConv2d: { depthwiseKernel: [2, 3, 0, 1], pointwiseKernel: [3, 2, 0, 1] },
  separableConv1d: { depthwiseKernel: [1, 2, 0] },
}

/** @returns null where a tensor lies alike. @param tensor as in the name of a parameter, behind the layer's id */
export function kerasAxes(kind: LayerKind, tensor: string): Axes | null {
  return KERAS_AXES[kind]?.[tensor] ?? null
}

/** @returns the values of a Keras tensor of this shape in their order here. */
export function fromKeras(values: Float32Array, kerasShape: readonly number[], axes: Axes): Float32Array {
  const places = kerasPlaces(kerasShape, axes)
  return values.map((_, index) => values[places[index] ?? 0] ?? 0)
}

/** The inverse of `fromKeras`. */
export function toKeras(values: Float32Array, kerasShape: readonly number[], axes: Axes): Float32Array {
  const result = new Float32Array(values.length)
  kerasPlaces(kerasShape, axes).forEach((place, index) => (result[place] = values[index] ?? 0))
  return result
}

/** @returns for every element here, where it stands in Keras. */
function kerasPlaces(kerasShape: readonly number[], axes: Axes): Int32Array {
  let places = Int32Array.of(0)
  for (const axis of axes) {
    const size = kerasShape[axis] ?? 1
    const stride = kerasShape.slice(axis + 1).reduce((product, length) => product * length, 1)
    const further = new Int32Array(places.length * size)
    places.forEach((place, at) => {
      for (let index = 0; index < size; index++) further[at * size + index] = place + index * stride
    })
    places = further
  }
  return places
}
