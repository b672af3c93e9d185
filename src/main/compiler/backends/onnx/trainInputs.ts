/** @file What a training program is fed, for a whole chunk of steps or for one. */
import type { Graph, GraphInput } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import { noiseTable } from './noiseTables'
import { TRAIN_INPUTS } from './program'
import type { OnnxValueInfo } from './proto'

/**
 * Lines of `TRAIN_INPUTS` and the inputs of the graph by name: tables for `rows`, pools for `mask`.
 * @param steps axis along which a chunk has a line or a number a step; none for a single step
 */
export function trainInputs({ inputs }: Graph, steps: readonly string[]): OnnxValueInfo[] {
  const lines = [...steps, 'batch']
  return [
    valueInfo(TRAIN_INPUTS.order, 'int32', lines),
    valueInfo(TRAIN_INPUTS.batchReciprocal, 'float32', []),
    ...(hasMasks(inputs) ? [valueInfo(TRAIN_INPUTS.noise, 'int32', lines)] : []),
    ...inputs.map((input) => graphInput(input, steps)),
  ]
}

/** What a step hands to the next. */
export function carriedInputs({ inputs }: Graph): OnnxValueInfo[] {
  return inputs
    .filter(({ role }) => role === 'carried')
    .map(({ name, value: { type } }) => valueInfo(name, type.element, type.shape))
}

export function hasMasks(inputs: readonly GraphInput[]): boolean {
  return inputs.some(({ role }) => role === 'mask')
}

export function valueInfo(
  name: string,
  dataType: OnnxValueInfo['dataType'],
  shape: OnnxValueInfo['shape'],
): OnnxValueInfo {
  return { name, dataType, shape }
}

function graphInput({ name, role, value: { type } }: GraphInput, steps: readonly string[]): OnnxValueInfo {
  const width = type.shape.slice(1)
  if (role === 'rows') return valueInfo(name, type.element, ['rows', ...width])
  if (role === 'mask') return valueInfo(name, type.element, ['poolRows', noiseTable(sizeOf(width)).width])
  return valueInfo(name, type.element, role === 'schedule' ? steps : type.shape)
}
