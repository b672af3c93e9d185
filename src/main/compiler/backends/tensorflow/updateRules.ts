/** @file Which kernels of TensorFlow do the step of an optimizer, and what they make of its formula. */
import type { OpNode, Value } from '../../graph/graph'
import type { OpKind } from '../../ops/signatures'
import { attribute, type NodeAttributes } from './proto'
import { FLOAT, type TensorFlowEmitter } from './tensorFlowEmitter'

/** Numbers of the graph are those that the library keeps, times `scale`, and `shift` more. */
export interface Measure {
  readonly scale: number
  readonly shift: number
}

export const AS_IN_THE_GRAPH: Measure = { scale: 1, shift: 0 }

/** How the library does it: what is called one after the other. */
interface Kernel {
  readonly calls: readonly KernelCall[]
  /** Of each slot. */
  readonly measures: readonly Measure[]
}

interface KernelCall {
  readonly op: string
  readonly inputs: readonly string[]
  readonly attributes: NodeAttributes
}

/** Optimizers that have a kernel; the sign of Lion has none, and spelled out it is as fast as with one for the weights alone. */
export type Update =
  | 'adamUpdate'
  | 'adamaxUpdate'
  | 'momentumUpdate'
  | 'nadamUpdate'
  | 'nesterovUpdate'
  | 'rmspropUpdate'
  | 'sgdUpdate'

export interface UpdateArguments<K extends Update> {
  readonly emitter: TensorFlowEmitter
  readonly node: OpNode<K>
  /** Of the weights, and of the slots after them. */
  readonly handles: readonly string[]
  /** Makes a variable like the weights, at 0. @returns its handle */
  readonly zeros: () => string
}

export type UpdateRule<K extends Update> = (use: UpdateArguments<K>) => Kernel

/** Nobody else changes the variables of a step. */
const UNLOCKED: NodeAttributes = { ...FLOAT, use_locking: attribute.bool(false) }

interface AdamNumbers {
  readonly rate: string
  readonly epsilon: string
  readonly betas: Readonly<Record<'beta1' | 'beta2', number>>
}

/** m ← m + (g − m)(1 − β₁), v ← v + (g² − v)(1 − β₂), p ← p − η·m/(√v + ε); powers of 0 take away the corrections. */
function applyAdam(
  { emitter, handles }: Pick<UpdateArguments<Update>, 'emitter' | 'handles'>,
  gradient: Value,
  { rate, epsilon, betas }: AdamNumbers,
): KernelCall {
  const powers = [emitter.number(0), emitter.number(0)]
  const numbers = [emitter.number(betas.beta1), emitter.number(betas.beta2), epsilon]
  return {
    op: 'ResourceApplyAdam',
    attributes: { ...UNLOCKED, use_nesterov: attribute.bool(false) },
    inputs: [...handles, ...powers, rate, ...numbers, emitter.nameOf(gradient)],
  }
}

/** m = (1 − β₁)M and v = (1 − β₂)V. */
function adamMeasures({ beta1, beta2 }: AdamNumbers['betas']): Measure[] {
  return [scaledBy(1 / (1 - beta1)), scaledBy(1 / (1 - beta2))]
}

/** That of the graph for η = a·√(1 − β₂)/(1 − β₁) and ε = e·√(1 − β₂). */
const adam: UpdateRule<'adamUpdate'> = (use) => {
  const { emitter, node } = use
  const [, , , gradient, stepSize] = node.inputs
  const { epsilon, ...betas } = node.attributes
  const spread = Math.sqrt(1 - betas.beta2)
  const numbers = {
    rate: scaled(emitter, stepSize, spread / (1 - betas.beta1)),
    epsilon: emitter.number(epsilon * spread),
    betas,
  }
  return { calls: [applyAdam(use, gradient, numbers)], measures: adamMeasures(betas) }
}

/** Adam's step for the part of a, and p ← p − η·g/(√v + ε) for η = b·√(1 − β₂) after it. */
const nadam: UpdateRule<'nadamUpdate'> = (use) => {
  const { emitter, node, handles } = use
  const [, , , gradient, stepSize, gradientStep, e] = node.inputs
  const { attributes: betas } = node
  const spread = Math.sqrt(1 - betas.beta2)
  const epsilon = scaled(emitter, e, spread)
  const rate = scaled(emitter, stepSize, spread / (1 - betas.beta1))
  const [p = '', , v = ''] = handles
  const further = {
    op: 'ResourceApplyAdagradV2',
    attributes: { ...UNLOCKED, update_slots: attribute.bool(false) },
    inputs: [p, v, scaled(emitter, gradientStep, spread), epsilon, emitter.nameOf(gradient)],
  }
  return {
    calls: [applyAdam(use, gradient, { rate, epsilon, betas }), further],
    measures: adamMeasures(betas),
  }
}

/** m as Adam's, u ← max(β₂u, |g|), p ← p − η·m/(u + ε) */
const adamax: UpdateRule<'adamaxUpdate'> = ({ emitter, node, handles }) => {
  const [, , , gradient, stepSize] = node.inputs
  const { beta1, beta2, epsilon } = node.attributes
  const rate = scaled(emitter, stepSize, 1 / (1 - beta1))
  const numbers = [beta1, beta2, epsilon].map((number) => emitter.number(number))
  const inputs = [...handles, emitter.number(0), rate, ...numbers, emitter.nameOf(gradient)]
  return {
    calls: [{ op: 'ResourceApplyAdaMax', attributes: UNLOCKED, inputs }],
    measures: [scaledBy(1 / (1 - beta1)), AS_IN_THE_GRAPH],
  }
}

/** A sum that forgets nothing is Adagrad's. */
const rmsprop: UpdateRule<'rmspropUpdate'> = (use) =>
  use.node.attributes.rho === 1 ? adagrad(use) : forgetful(use)

/** a ← a + g², p ← p − η·g/√a: the graph's with a = V + e. */
const adagrad: UpdateRule<'rmspropUpdate'> = ({ emitter, node, handles }) => {
  const [, , gradient, stepSize] = node.inputs
  const inputs = [...handles, ...[stepSize, gradient].map((value) => emitter.nameOf(value))]
  return {
    calls: [
      { op: 'ResourceApplyAdagrad', attributes: { ...UNLOCKED, update_slots: attribute.bool(true) }, inputs },
    ],
    measures: [{ scale: 1, shift: -node.attributes.epsilon }],
  }
}

/**
 * v ← v + (g² − v)(1 − ρ), d ← μd + η·g/√(v + ε), p ← p − d: the graph's for μ = 0, v = (1 − ρ)V, η = a·√(1 − ρ) and ε = e(1 − ρ).
 * What stands in d counts for nothing.
 */
const forgetful: UpdateRule<'rmspropUpdate'> = ({ emitter, node, handles, zeros }) => {
  const [, , gradient, stepSize] = node.inputs
  const { rho, epsilon } = node.attributes
  const rate = scaled(emitter, stepSize, Math.sqrt(1 - rho))
  const numbers = [rho, 0, epsilon * (1 - rho)].map((number) => emitter.number(number))
  const inputs = [...handles, zeros(), rate, ...numbers, emitter.nameOf(gradient)]
  return {
    calls: [{ op: 'ResourceApplyRMSProp', attributes: UNLOCKED, inputs }],
    measures: [scaledBy(1 / (1 - rho))],
  }
}

/** a ← μa − ηg, p ← p + a, or p ← p + μa − ηg: the graph's with a = −M. */
function momentum(usesNesterov: boolean): UpdateRule<'momentumUpdate' | 'nesterovUpdate'> {
  return ({ emitter, node, handles }) => {
    const [, , gradient, stepSize, factor] = node.inputs
    const attributes = { ...UNLOCKED, use_nesterov: attribute.bool(usesNesterov) }
    const inputs = [...handles, ...[stepSize, gradient, factor].map((value) => emitter.nameOf(value))]
    return {
      calls: [{ op: 'ResourceApplyKerasMomentum', attributes, inputs }],
      measures: [scaledBy(-1)],
    }
  }
}

const descent: UpdateRule<'sgdUpdate'> = ({ emitter, node, handles }) => {
  const [, gradient, stepSize] = node.inputs
  const inputs = [...handles, ...[stepSize, gradient].map((value) => emitter.nameOf(value))]
  return { calls: [{ op: 'ResourceApplyGradientDescent', attributes: UNLOCKED, inputs }], measures: [] }
}

export const UPDATE_RULES: { readonly [K in Update]: UpdateRule<K> } = {
  adamUpdate: adam,
  adamaxUpdate: adamax,
  momentumUpdate: momentum(false),
  nadamUpdate: nadam,
  nesterovUpdate: momentum(true),
  rmspropUpdate: rmsprop,
  sgdUpdate: descent,
}

export function isUpdate(kind: OpKind): kind is Update {
  return Object.hasOwn(UPDATE_RULES, kind)
}

function scaledBy(scale: number): Measure {
  return { scale, shift: 0 }
}

function scaled(emitter: TensorFlowEmitter, number: Value, factor: number): string {
  const name = emitter.nameOf(number)
  return emitter.once(`rate ${name} ${factor}`, () =>
    emitter.add('Mul', [name, emitter.number(factor)], FLOAT),
  )
}
