/** @file Normalising along the last axis, in TensorFlow. */
import type { Value } from '../../../graph/graph'
import type { NormalizationSignatures } from '../../../ops/signature/normalization'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { reduce } from './shape'

type RowKinds = 'standardize' | 'standardizeGrad' | 'layerNorm' | 'layerNormGrad'

interface Rows {
  readonly emitter: TensorFlowEmitter
  readonly value: Value
  readonly name: string
  readonly epsilon: number
}

const standardize: EmitRule<'standardize'> = ({ emitter, node, inputs: [name] }) => [
  standardOf({ emitter, value: node.inputs[0], name, epsilon: node.attributes.epsilon }),
]

const layerNorm: EmitRule<'layerNorm'> = ({ emitter, node, inputs: [name, scale, center] }) => {
  const rows: Rows = { emitter, value: node.inputs[0], name, epsilon: node.attributes.epsilon }
  const scaled = emitter.add('Mul', [standardOf(rows), scale], FLOAT)
  return [emitter.add('AddV2', [scaled, center], FLOAT)]
}

const standardizeGrad: EmitRule<'standardizeGrad'> = ({ emitter, node, inputs: [d, name] }) => {
  const rows: Rows = { emitter, value: node.inputs[1], name, epsilon: node.attributes.epsilon }
  return [standardGradient(rows, d)]
}

const layerNormGrad: EmitRule<'layerNormGrad'> = ({ emitter, node, inputs: [d, name, scale] }) => {
  const rows: Rows = { emitter, value: node.inputs[1], name, epsilon: node.attributes.epsilon }
  const product = emitter.add('Mul', [d, standardOf(rows)], FLOAT)
  const axes = rows.value.type.shape.slice(0, -1).map((_, axis) => axis)
  const sum = (value: string): string => reduce(emitter, 'Sum', value, { axes })
  return [standardGradient(rows, emitter.add('Mul', [d, scale], FLOAT)), sum(product), sum(d)]
}

/** (d − mean d − x̂ · mean(d·x̂)) / √(variance + ε) with x̂ the standardized x */
function standardGradient(rows: Rows, d: string): string {
  const { emitter } = rows
  const standard = standardOf(rows)
  const share = meanOf(rows, emitter.add('Mul', [d, standard], FLOAT))
  const rest = emitter.add('Sub', [d, emitter.add('Mul', [standard, share], FLOAT)], FLOAT)
  return emitter.add('Mul', [emitter.add('Sub', [rest, meanOf(rows, d)], FLOAT), inverseOf(rows)], FLOAT)
}

function standardOf(rows: Rows): string {
  const { emitter, name, epsilon } = rows
  return emitter.once(`row standard ${name} ${epsilon}`, () =>
    emitter.add('Mul', [distanceOf(rows), inverseOf(rows)], FLOAT),
  )
}

/** 1 / √(variance + ε), [..., 1] */
function inverseOf(rows: Rows): string {
  const { emitter, name, epsilon } = rows
  return emitter.once(`row inverse ${name} ${epsilon}`, () => {
    const variance = meanOf(rows, emitter.add('Square', [distanceOf(rows)], FLOAT))
    return emitter.add('Rsqrt', [emitter.add('AddV2', [variance, emitter.number(epsilon)], FLOAT)], FLOAT)
  })
}

function distanceOf(rows: Rows): string {
  const { emitter, name } = rows
  return emitter.once(`row distance ${name}`, () => emitter.add('Sub', [name, meanOf(rows, name)], FLOAT))
}

function meanOf({ emitter, value }: Rows, name: string): string {
  return reduce(emitter, 'Mean', name, { axes: [value.type.shape.length - 1], keeps: true })
}

export const rowEmitters: EmittersOf<Pick<NormalizationSignatures, RowKinds>> = {
  standardize,
  standardizeGrad,
  layerNorm,
  layerNormGrad,
}
