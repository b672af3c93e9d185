/** @file Optimizer steps in TensorFlow, spelled out: what a step that stays on the device does in place is in `resourceUpdates.ts`. */
import type { UpdateSignatures } from '../../../ops/signature/update'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'

/** M ← β₁M + g, V ← β₂V + g², p ← p − a·M/(√V + e) */
const adamUpdate: EmitRule<'adamUpdate'> = ({ emitter, node, inputs: [p, m, v, gradient, stepSize] }) => {
  const { beta1, beta2, epsilon } = node.attributes
  const nextM = decay(emitter, m, { factor: emitter.number(beta1), plus: gradient })
  const nextV = decay(emitter, v, { factor: emitter.number(beta2), plus: square(emitter, gradient) })
  const root = add(emitter, emitter.add('Sqrt', [nextV], FLOAT), emitter.number(epsilon))
  const direction = emitter.add('RealDiv', [nextM, root], FLOAT)
  return [descend(emitter, p, { direction, stepSize }), nextM, nextV]
}

/** M ← β₁M + g, V ← β₂V + g², p ← p − (a·M + b·g)/(√V + e) */
const nadamUpdate: EmitRule<'nadamUpdate'> = ({
  emitter,
  node,
  inputs: [p, m, v, gradient, a, b, epsilon],
}) => {
  const { beta1, beta2 } = node.attributes
  const nextM = decay(emitter, m, { factor: emitter.number(beta1), plus: gradient })
  const nextV = decay(emitter, v, { factor: emitter.number(beta2), plus: square(emitter, gradient) })
  const root = add(emitter, emitter.add('Sqrt', [nextV], FLOAT), epsilon)
  const direction = decay(emitter, nextM, { factor: a, plus: multiply(emitter, gradient, b) })
  const move = emitter.add('RealDiv', [direction, root], FLOAT)
  return [emitter.add('Sub', [p, move], FLOAT), nextM, nextV]
}

/** M ← β₁M + g, U ← max(β₂U, |g|), p ← p − a·M/(U + ε) */
const adamaxUpdate: EmitRule<'adamaxUpdate'> = ({ emitter, node, inputs: [p, m, u, gradient, stepSize] }) => {
  const { beta1, beta2, epsilon } = node.attributes
  const nextM = decay(emitter, m, { factor: emitter.number(beta1), plus: gradient })
  const kept = multiply(emitter, u, emitter.number(beta2))
  const nextU = emitter.add('Maximum', [kept, emitter.add('Abs', [gradient], FLOAT)], FLOAT)
  const direction = emitter.add('RealDiv', [nextM, add(emitter, nextU, emitter.number(epsilon))], FLOAT)
  return [descend(emitter, p, { direction, stepSize }), nextM, nextU]
}

/** p ← p − η·sign(cM + g), M ← β₂M + g */
const lionUpdate: EmitRule<'lionUpdate'> = ({ emitter, node, inputs: [p, m, gradient, stepSize] }) => {
  const { mix, beta2 } = node.attributes
  const mixed = decay(emitter, m, { factor: emitter.number(mix), plus: gradient })
  const nextM = decay(emitter, m, { factor: emitter.number(beta2), plus: gradient })
  return [descend(emitter, p, { direction: emitter.add('Sign', [mixed], FLOAT), stepSize }), nextM]
}

/** V ← ρV + g², p ← p − a·g/√(V + e); a ρ of 1 costs nothing. */
const rmspropUpdate: EmitRule<'rmspropUpdate'> = ({ emitter, node, inputs: [p, v, gradient, stepSize] }) => {
  const { rho, epsilon } = node.attributes
  const plus = square(emitter, gradient)
  const nextV = rho === 1 ? add(emitter, v, plus) : decay(emitter, v, { factor: emitter.number(rho), plus })
  const root = emitter.add('Sqrt', [add(emitter, nextV, emitter.number(epsilon))], FLOAT)
  const direction = emitter.add('RealDiv', [gradient, root], FLOAT)
  return [descend(emitter, p, { direction, stepSize }), nextV]
}

/** M ← μM + ηg, p ← p − M */
const momentumUpdate: EmitRule<'momentumUpdate'> = ({
  emitter,
  inputs: [p, m, gradient, stepSize, factor],
}) => {
  const nextM = decay(emitter, m, { factor, plus: multiply(emitter, gradient, stepSize) })
  return [emitter.add('Sub', [p, nextM], FLOAT), nextM]
}

/** M ← μM + ηg, p ← p − (μM + ηg) */
const nesterovUpdate: EmitRule<'nesterovUpdate'> = ({
  emitter,
  inputs: [p, m, gradient, stepSize, factor],
}) => {
  const plus = multiply(emitter, gradient, stepSize)
  const nextM = decay(emitter, m, { factor, plus })
  return [emitter.add('Sub', [p, decay(emitter, nextM, { factor, plus })], FLOAT), nextM]
}

const sgdUpdate: EmitRule<'sgdUpdate'> = ({ emitter, inputs: [p, gradient, stepSize] }) => [
  descend(emitter, p, { direction: gradient, stepSize }),
]

const select: EmitRule<'select'> = ({ emitter, inputs: [isNew, next, before] }) => {
  const condition = emitter.once(`above 0 ${isNew}`, () =>
    emitter.add('Greater', [isNew, emitter.number(0)], FLOAT),
  )
  return [emitter.add('SelectV2', [condition, next, before], FLOAT)]
}

function add(emitter: TensorFlowEmitter, left: string, right: string): string {
  return emitter.add('AddV2', [left, right], FLOAT)
}

function multiply(emitter: TensorFlowEmitter, left: string, right: string): string {
  return emitter.add('Mul', [left, right], FLOAT)
}

function square(emitter: TensorFlowEmitter, x: string): string {
  return emitter.add('Square', [x], FLOAT)
}

function decay(
  emitter: TensorFlowEmitter,
  state: string,
  { factor, plus }: { factor: string; plus: string },
): string {
  return add(emitter, multiply(emitter, state, factor), plus)
}

function descend(
  emitter: TensorFlowEmitter,
  p: string,
  { direction, stepSize }: { direction: string; stepSize: string },
): string {
  return emitter.add('Sub', [p, multiply(emitter, direction, stepSize)], FLOAT)
}

export const updateEmitters: EmittersOf<UpdateSignatures> = {
  adamUpdate,
  nadamUpdate,
  adamaxUpdate,
  lionUpdate,
  rmspropUpdate,
  momentumUpdate,
  nesterovUpdate,
  sgdUpdate,
  select,
}
