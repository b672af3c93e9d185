/** @file Which parameters are updated together. */
import { sizeOf } from '../graph/tensorType'
import type { ParameterSpec } from '../layers/parameter'

/**
 * Parameters that live in one tensor. Several small ones lie in it one after the other, in their order;
 * one alone keeps its shape.
 */
export interface ParameterGroup {
  readonly name: string
  readonly shape: readonly number[]
  readonly members: readonly ParameterSpec[]
}

/** Above this, copying weights in and out of the shared tensor costs more than the nodes it saves (measured). */
const LARGEST_SHARED = 16_384

/** An update is about ten nodes whatever its size, which is most of the work of a small model: small ones share it. */
export function groupParameters(parameters: readonly ParameterSpec[]): ParameterGroup[] {
  // A limit on the length of a column can only be put on a tensor that has columns.
  const small = parameters.filter(({ shape, maxNorm }) => sizeOf(shape) <= LARGEST_SHARED && maxNorm === 0)
  const large = parameters.filter((parameter) => !small.includes(parameter))
  const shared: ParameterGroup = {
    name: 'shared',
    shape: [small.reduce((total, { shape }) => total + sizeOf(shape), 0)],
    members: small,
  }
  const alone = (small.length > 1 ? large : parameters).map((parameter) => ({
    name: parameter.name,
    shape: parameter.shape,
    members: [parameter],
  }))
  return small.length > 1 ? [shared, ...alone] : alone
}

/** Name of the tensor that holds a group, wherever it goes in or out. */
export function weightsName({ name }: ParameterGroup): string {
  return `weights:${name}`
}
