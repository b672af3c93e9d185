/**
 * @file Where a rule gives the very bits of a model alone. Everything else is trained apart: a difference in the last digit
 * grows over the epochs, and a leaderboard must not depend on who was trained together.
 */
import type { OpNode } from '../graph/graph'
import type { Shape } from '../graph/tensorType'
import type { OpKind } from '../ops/signatures'

type Condition<K extends OpKind> = (node: OpNode<K>) => boolean

/** ONNX Runtime multiplies this many numbers of a row before it adds them to what is there (MLAS_SGEMM_STRIDEK): the bias. */
const LONGEST_SUM = 128
/** Numbers that Eigen computes at once; those left over at the end go through another formula. */
const PACKET = 4

/** A single model adds the bias before the sum of a row, a population after it: the same where the sum has one part. */
const linear: Condition<'linear'> = ({ inputs: [x] }) => {
  const { shape } = x.type
  return shape.length === 2 && Number(shape[1]) <= LONGEST_SUM
}

const isOfMatrices: Condition<'matMul'> = ({ inputs }) => inputs.every(({ type }) => type.shape.length === 2)

/** Only the end of the last member may be left over. */
const fillsPackets = ({
  inputs: [x],
}: {
  readonly inputs: readonly [{ readonly type: { readonly shape: Shape } }]
}) => Number(x.type.shape.at(-1)) % PACKET === 0

/**
 * Columns are added one row after the other, rows are not; a sum of everything is only ever a penalty, which is told and
 * nothing learns from.
 */
const sumTo: Condition<'sumTo'> = (node) => {
  const { shape: from } = node.inputs[0].type
  const { shape: to } = node.attributes
  if (to.length === 0) return true
  return from.length === 2 && (to.length === 1 || fillsPackets(node))
}

const never = (): boolean => false

/** By op; an op that is not here is exact wherever it has a rule. */
export const EXACT_WHERE: { readonly [K in OpKind]?: Condition<K> } = {
  linear,
  matMul: isOfMatrices,
  sumTo,
  elu: fillsPackets,
  selu: fillsPackets,
  softplus: fillsPackets,
  /** Sums of squares over a whole tensor are added in another order for each place in memory. */
  clipFactor: never,
  power: never,
}
