/** @file Optimizer steps in ONNX, counted in passes over the weights. */
import type { OnnxEmitter } from '../onnxEmitter'
import type { EmitRule } from './emit'

/** M ← β₁M + g, V ← β₂V + g², p ← p − a·M/(√V + e): ten passes. */
export const adamUpdate: EmitRule<'adamUpdate'> = ({
  emitter,
  node,
  inputs: [p, m, v, gradient, stepSize],
}) => {
  const { beta1, beta2, epsilon } = node.attributes
  const nextM = decay(emitter, m, { factor: emitter.number(beta1), plus: gradient })
  const square = emitter.add('Mul', [gradient, gradient])
  const nextV = decay(emitter, v, { factor: emitter.number(beta2), plus: square })
  const root = emitter.add('Add', [emitter.add('Sqrt', [nextV]), emitter.number(epsilon)])
  const direction = emitter.add('Div', [nextM, root])
  return [descend(emitter, p, { direction, stepSize }), nextM, nextV]
}

/** V ← ρV + g², p ← p − a·g/√(V + e) */
export const rmspropUpdate: EmitRule<'rmspropUpdate'> = ({
  emitter,
  node,
  inputs: [p, v, gradient, stepSize],
}) => {
  const square = emitter.add('Mul', [gradient, gradient])
  const nextV = decay(emitter, v, { factor: emitter.number(node.attributes.rho), plus: square })
  const root = emitter.add('Sqrt', [emitter.add('Add', [nextV, emitter.number(node.attributes.epsilon)])])
  const direction = emitter.add('Div', [gradient, root])
  return [descend(emitter, p, { direction, stepSize }), nextV]
}

export const momentumUpdate: EmitRule<'momentumUpdate'> = ({
  emitter,
  inputs: [p, m, gradient, stepSize, factor],
}) => {
  const nextM = decay(emitter, m, { factor, plus: gradient })
  return [descend(emitter, p, { direction: nextM, stepSize }), nextM]
}

export const sgdUpdate: EmitRule<'sgdUpdate'> = ({ emitter, inputs: [p, gradient, stepSize] }) => [
  descend(emitter, p, { direction: gradient, stepSize }),
]

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
