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
  /** False for running statistics, which have no optimizer state. */
  readonly isTrained: boolean
}

/** Above this, copying weights in and out of the shared tensor costs more than the nodes it saves (measured). */
const LARGEST_SHARED = 16_384

/**
 * An update is about ten nodes whatever its size, which is most of the work of a small model: small ones share it.
 * @param prefix keeps the groups of two networks apart
 */
export function groupParameters(parameters: readonly ParameterSpec[], prefix = ''): ParameterGroup[] {
  return [
    ...groupOf(`${prefix}shared`, parameters.filter(isTrained), isShareable),
    ...groupOf(
      `${prefix}statistics`,
      parameters.filter((parameter) => !isTrained(parameter)),
      () => true,
    ),
  ]
}

function groupOf(
  name: string,
  parameters: readonly ParameterSpec[],
  isSmall: (parameter: ParameterSpec) => boolean,
): ParameterGroup[] {
  const small = parameters.filter(isSmall)
  const shared: ParameterGroup = {
    name,
    shape: [small.reduce((total, { shape }) => total + sizeOf(shape), 0)],
    members: small,
    isTrained: small.every(isTrained),
  }
  const isAlone = (parameter: ParameterSpec) => small.length < 2 || !small.includes(parameter)
  const alone = parameters.filter(isAlone).map((parameter) => ({
    name: parameter.name,
    shape: parameter.shape,
    members: [parameter],
    isTrained: isTrained(parameter),
  }))
  return small.length > 1 ? [shared, ...alone] : alone
}

function isTrained(parameter: ParameterSpec): boolean {
  return parameter.isTrained
}

/** A limit on the length of a column can only be put on a tensor that has columns. */
function isShareable({ shape, maxNorm }: ParameterSpec): boolean {
  return sizeOf(shape) <= LARGEST_SHARED && maxNorm === 0
}

/** Name of the tensor that holds a group, wherever it goes in or out. */
export function weightsName({ name }: ParameterGroup): string {
  return `weights:${name}`
}
