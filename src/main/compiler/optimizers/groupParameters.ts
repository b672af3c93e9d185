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
  /** Nothing moves it: no step carries it. */
  readonly isFrozen: boolean
  /** Those of a backbone that is trained, which has a learning rate of its own; null for all others. */
  readonly rate: GroupRate | null
}

export interface GroupRate {
  /** Keeps its numbers apart. */
  readonly name: string
  /** Of the usual one. */
  readonly share: number
}

/** Above this, copying weights in and out of the shared tensor costs more than the nodes it saves (measured). */
const LARGEST_SHARED = 16_384

/**
 * An update is about ten nodes whatever its size, which is most of the work of a small model: small ones share it.
 * @param prefix keeps the groups of two networks apart
 */
export function groupParameters(parameters: readonly ParameterSpec[], prefix = ''): ParameterGroup[] {
  const frozen = parameters.filter((parameter) => parameter.given?.isFrozen === true)
  const moving = parameters.filter((parameter) => !frozen.includes(parameter))
  const trained = moving.filter(isTrained)
  const rates = [...new Set(trained.map((parameter) => parameter.given?.backbone ?? null))]
  return [
    ...rates.flatMap((backbone) => {
      const own = trained.filter((parameter) => (parameter.given?.backbone ?? null) === backbone)
      const share = own[0]?.given?.rateShare ?? 1
      const rate = backbone === null ? null : { name: backbone, share }
      const name = backbone === null ? `${prefix}shared` : `${prefix}shared:${backbone}`
      return groupOf(name, own, isShareable).map((group) => ({ ...group, rate }))
    }),
    ...groupOf(
      `${prefix}statistics`,
      moving.filter((parameter) => !isTrained(parameter)),
      () => true,
    ),
    ...frozen.map((parameter) => ({ ...alone(parameter), isFrozen: true })),
  ]
}

function alone(parameter: ParameterSpec): ParameterGroup {
  const { name, shape } = parameter
  return { name, shape, members: [parameter], isTrained: isTrained(parameter), isFrozen: false, rate: null }
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
    isFrozen: false,
    rate: null,
  }
  const isAlone = (parameter: ParameterSpec) => small.length < 2 || !small.includes(parameter)
  const others = parameters.filter(isAlone).map(alone)
  return small.length > 1 ? [shared, ...others] : others
}

function isTrained(parameter: ParameterSpec): boolean {
  return parameter.isTrained
}

/** A limit on the length of a column can only be put on a tensor that has columns. */
function isShareable({ shape, maxNorm }: ParameterSpec): boolean {
  return sizeOf(shape) <= LARGEST_SHARED && maxNorm === 0
}

/** Name of the tensor that holds a group, wherever it goes in or out. */
export function weightsName({ name }: Pick<ParameterGroup, 'name'>): string {
  return `weights:${name}`
}
