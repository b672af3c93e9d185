/** @file Normalising along the last axis, in ONNX. */
import type { Value } from '../../../graph/graph'
import type { NormalizationSignatures } from '../../../ops/signature/normalization'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitRule, EmittersOf } from './emit'

type RowKinds = 'standardize' | 'standardizeGrad' | 'layerNorm' | 'layerNormGrad'

interface Rows {
  readonly emitter: OnnxEmitter
  readonly name: string
  readonly epsilon: number
}

const standardize: EmitRule<'standardize'> = ({ emitter, node, inputs: [x] }) => {
  const width = widthOf(node.inputs[0])
  const { epsilon } = node.attributes
  return [
    normalizeRows({ emitter, name: x, epsilon }, emitter.number(1, [width]), emitter.number(0, [width])),
  ]
}

const layerNorm: EmitRule<'layerNorm'> = ({ emitter, node, inputs: [x, scale, center] }) => [
  normalizeRows({ emitter, name: x, epsilon: node.attributes.epsilon }, scale, center),
]

const standardizeGrad: EmitRule<'standardizeGrad'> = ({ emitter, node, inputs: [d, x] }) => [
  standardGradient({ emitter, name: x, epsilon: node.attributes.epsilon }, d),
]

const layerNormGrad: EmitRule<'layerNormGrad'> = ({ emitter, node, inputs: [d, name, scale] }) => {
  const rows: Rows = { emitter, name, epsilon: node.attributes.epsilon }
  const rank = node.inputs[0].type.shape.length
  const sum = (value: string) =>
    sumOver(
      emitter,
      value,
      Array.from({ length: rank - 1 }, (_, axis) => axis),
    )
  return [
    standardGradient(rows, emitter.add('Mul', [d, scale])),
    sum(emitter.add('Mul', [d, standardOf(rows)])),
    sum(d),
  ]
}

/** The statistics of the rows come along for the gradient. */
function normalizeRows({ emitter, name, epsilon }: Rows, scale: string, center: string): string {
  return emitter.add('LayerNormalization', [name, scale, center], {
    axis: attribute.int(-1),
    epsilon: attribute.float(epsilon),
  })
}

/** (d − mean d − x̂ · mean(d·x̂)) / √(variance + ε) with x̂ the standardized x */
function standardGradient(rows: Rows, d: string): string {
  const { emitter } = rows
  const standardized = standardOf(rows)
  const share = meanOf(emitter, emitter.add('Mul', [d, standardized]))
  const rest = emitter.add('Sub', [d, emitter.add('Mul', [standardized, share])])
  return emitter.add('Mul', [emitter.add('Sub', [rest, meanOf(emitter, d)]), inverseOf(rows)])
}

function distanceOf({ emitter, name }: Rows): string {
  return emitter.once(`row distance ${name}`, () => emitter.add('Sub', [name, meanOf(emitter, name)]))
}

function inverseOf(rows: Rows): string {
  const { emitter, name, epsilon } = rows
  return emitter.once(`row inverse ${name} ${epsilon}`, () => {
    const distance = distanceOf(rows)
    const variance = meanOf(emitter, emitter.add('Mul', [distance, distance]))
    const shifted = emitter.add('Add', [variance, emitter.number(epsilon)])
    return emitter.add('Reciprocal', [emitter.add('Sqrt', [shifted])])
  })
}

function standardOf(rows: Rows): string {
  const { emitter, name, epsilon } = rows
  return emitter.once(`row standard ${name} ${epsilon}`, () =>
    emitter.add('Mul', [distanceOf(rows), inverseOf(rows)]),
  )
}

function meanOf(emitter: OnnxEmitter, name: string): string {
  return emitter.add('ReduceMean', [name], { axes: attribute.ints([-1]), keepdims: attribute.int(1) })
}

function sumOver(emitter: OnnxEmitter, name: string, axes: readonly number[]): string {
  return emitter.add('ReduceSum', [name, emitter.list('int64', axes)], { keepdims: attribute.int(0) })
}

function widthOf({ type: { shape } }: Value): number {
  return Number(shape.at(-1))
}

export const rowEmitters: EmittersOf<Pick<NormalizationSignatures, RowKinds>> = {
  standardize,
  standardizeGrad,
  layerNorm,
  layerNormGrad,
}
