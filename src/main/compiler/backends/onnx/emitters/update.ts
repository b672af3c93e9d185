/** @file Optimizer steps in ONNX, counted in passes over the weights. */
import type { OnnxEmitter } from '../onnxEmitter'
import type { EmitRule, EmittersOf } from './emit'
import type { UpdateSignatures } from '../../../ops/signature/update'

/** M ← β₁M + g, V ← β₂V + g², p ← p − a·M/(√V + e): ten passes. */
const adamUpdate: EmitRule<'adamUpdate'> = ({ emitter, node, inputs: [p, m, v, gradient, stepSize] }) => {
  const { beta1, beta2, epsilon } = node.attributes
  const nextM = decay(emitter, m, { factor: emitter.number(beta1), plus: gradient })
  const square = emitter.add('Mul', [gradient, gradient])
  const nextV = decay(emitter, v, { factor: emitter.number(beta2), plus: square })
  const root = emitter.add('Add', [emitter.add('Sqrt', [nextV]), emitter.number(epsilon)])
  const direction = emitter.add('Div', [nextM, root])
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
  const square = emitter.add('Mul', [gradient, gradient])
  const nextV = decay(emitter, v, { factor: emitter.number(beta2), plus: square })
  const root = emitter.add('Add', [emitter.add('Sqrt', [nextV]), epsilon])
  const direction = decay(emitter, nextM, { factor: a, plus: emitter.add('Mul', [gradient, b]) })
  return [emitter.add('Sub', [p, emitter.add('Div', [direction, root])]), nextM, nextV]
}

/** M ← β₁M + g, U ← max(β₂U, |g|), p ← p − a·M/(U + ε) */
const adamaxUpdate: EmitRule<'adamaxUpdate'> = ({ emitter, node, inputs: [p, m, u, gradient, stepSize] }) => {
  const { beta1, beta2, epsilon } = node.attributes
  const nextM = decay(emitter, m, { factor: emitter.number(beta1), plus: gradient })
  const kept = emitter.add('Mul', [u, emitter.number(beta2)])
  const nextU = emitter.add('Max', [kept, emitter.add('Abs', [gradient])])
  const direction = emitter.add('Div', [nextM, emitter.add('Add', [nextU, emitter.number(epsilon)])])
  return [descend(emitter, p, { direction, stepSize }), nextM, nextU]
}

/** p ← p − η·sign(cM + g), M ← β₂M + g */
const lionUpdate: EmitRule<'lionUpdate'> = ({ emitter, node, inputs: [p, m, gradient, stepSize] }) => {
  const { mix, beta2 } = node.attributes
  const mixed = decay(emitter, m, { factor: emitter.number(mix), plus: gradient })
  const nextM = decay(emitter, m, { factor: emitter.number(beta2), plus: gradient })
  return [descend(emitter, p, { direction: emitter.add('Sign', [mixed]), stepSize }), nextM]
}

/** V ← ρV + g², p ← p − a·g/√(V + e); a ρ of 1 costs nothing. */
const rmspropUpdate: EmitRule<'rmspropUpdate'> = ({ emitter, node, inputs: [p, v, gradient, stepSize] }) => {
  const square = emitter.add('Mul', [gradient, gradient])
  const { rho } = node.attributes
  const nextV =
    rho === 1
      ? emitter.add('Add', [v, square])
      : decay(emitter, v, { factor: emitter.number(rho), plus: square })
  const root = emitter.add('Sqrt', [emitter.add('Add', [nextV, emitter.number(node.attributes.epsilon)])])
  const direction = emitter.add('Div', [gradient, root])
  return [descend(emitter, p, { direction, stepSize }), nextV]
}

/** M ← μM + ηg, p ← p − M */
const momentumUpdate: EmitRule<'momentumUpdate'> = ({
  emitter,
  inputs: [p, m, gradient, stepSize, factor],
}) => {
  const nextM = decay(emitter, m, { factor, plus: emitter.add('Mul', [gradient, stepSize]) })
  return [emitter.add('Sub', [p, nextM]), nextM]
}

/** M ← μM + ηg, p ← p − (μM + ηg) */
const nesterovUpdate: EmitRule<'nesterovUpdate'> = ({
  emitter,
  inputs: [p, m, gradient, stepSize, factor],
}) => {
  const plus = emitter.add('Mul', [gradient, stepSize])
  const nextM = decay(emitter, m, { factor, plus })
  return [emitter.add('Sub', [p, decay(emitter, nextM, { factor, plus })]), nextM]
}

const sgdUpdate: EmitRule<'sgdUpdate'> = ({ emitter, inputs: [p, gradient, stepSize] }) => [
  descend(emitter, p, { direction: gradient, stepSize }),
]

const select: EmitRule<'select'> = ({ emitter, inputs: [isNew, next, before] }) => {
  const condition = emitter.once(`above 0 ${isNew}`, () => emitter.add('Greater', [isNew, emitter.number(0)]))
  return [emitter.add('Where', [condition, next, before])]
}

function decay(
  emitter: OnnxEmitter,
  state: string,
  { factor, plus }: { factor: string; plus: string },
): string {
  return emitter.add('Add', [emitter.add('Mul', [state, factor]), plus])
}

function descend(
  emitter: OnnxEmitter,
  p: string,
  { direction, stepSize }: { direction: string; stepSize: string },
): string {
  return emitter.add('Sub', [p, emitter.add('Mul', [direction, stepSize])])
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
