/** @file Normalising along the last axis, in ONNX. */
import type { Value } from '../../../graph/graph'
import type { NormalizationSignatures } from '../../../ops/signature/normalization'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import { inverseRoot } from './channels'
import type { EmitRule, EmittersOf } from './emit'

type RowKinds = 'standardize' | 'standardizeGrad' | 'layerNorm' | 'layerNormGrad'

interface Rows {
  readonly emitter: OnnxEmitter
  readonly value: Value
  readonly name: string
  readonly epsilon: number
}

const standardize: EmitRule<'standardize'> = ({ emitter, node, inputs: [name] }) => [
  standardOf({ emitter, value: node.inputs[0], name, epsilon: node.attributes.epsilon }).standard,
]

const layerNorm: EmitRule<'layerNorm'> = ({ emitter, node, inputs }) => [
  emitter.add('LayerNormalization', inputs, normAttributes(node.attributes)),
]

const standardizeGrad: EmitRule<'standardizeGrad'> = ({ emitter, node, inputs: [d, name] }) => {
  const rows: Rows = { emitter, value: node.inputs[1], name, epsilon: node.attributes.epsilon }
  const share = meanOf(emitter, emitter.add('Mul', [d, standardOf(rows).standard]))
  return [standardGradient(rows, d, share)]
}

/** Where d · scale · x̂ has to be averaged along the rows, a product with the scale does it without writing anything large. */
const layerNormGrad: EmitRule<'layerNormGrad'> = ({ emitter, node, inputs: [d, name, scale] }) => {
  const rows: Rows = { emitter, value: node.inputs[1], name, epsilon: node.attributes.epsilon }
  const product = emitter.add('Mul', [d, standardOf(rows).standard])
  const weights = emitter.add('Mul', [scale, emitter.number(1 / widthOf(rows))])
  const column = emitter.add('Reshape', [weights, emitter.list('int64', [-1, 1])])
  const share = emitter.add('MatMul', [product, column])
  const leading = rows.value.type.shape.slice(0, -1).map((_, axis) => axis)
  const sum = (value: string) =>
    emitter.add('ReduceSum', [value, emitter.list('int64', leading)], { keepdims: attribute.int(0) })
  return [standardGradient(rows, emitter.add('Mul', [d, scale]), share), sum(product), sum(d)]
}

/** (d − mean d − x̂ · share) / √(variance + ε) with x̂ the standardized x and share = mean(d·x̂) */
function standardGradient(rows: Rows, d: string, share: string): string {
  const { emitter } = rows
  const { standard, inverse } = standardOf(rows)
  const rest = emitter.add('Sub', [d, emitter.add('Mul', [standard, share])])
  return emitter.add('Mul', [emitter.add('Sub', [rest, meanOf(emitter, d)]), inverse])
}

interface Standard {
  readonly standard: string
  /** 1 / √(variance + ε), [..., 1] */
  readonly inverse: string
}

function standardOf(rows: Rows): Standard {
  const { emitter, name, epsilon } = rows
  const keys = { standard: `row standard ${name} ${epsilon}`, inverse: `row inverse ${name} ${epsilon}` }
  const standard = emitter.once(keys.standard, () => {
    const made = emitter.device === 'cpu' ? standardByKernel(rows) : standardSpelled(rows)
    emitter.once(keys.inverse, () => made.inverse)
    return made.standard
  })
  return { standard, inverse: emitter.once(keys.inverse, () => '') }
}

/** A layer normalisation with scale 1 and center 0, which says what it divided by. */
function standardByKernel(rows: Rows): Standard {
  const { emitter, name, epsilon } = rows
  const [ones, zeros] = [1, 0].map((value) => emitter.number(value, [widthOf(rows)]))
  const [standard = '', , inverse = ''] = emitter.addMany(
    'LayerNormalization',
    [name, ones ?? '', zeros ?? ''],
    {
      attributes: normAttributes({ epsilon }),
      outputs: 3,
    },
  )
  return { standard, inverse }
}

/** For devices whose kernel keeps that to itself. */
function standardSpelled({ emitter, name, epsilon }: Rows): Standard {
  const distance = emitter.add('Sub', [name, meanOf(emitter, name)])
  const variance = meanOf(emitter, emitter.add('Mul', [distance, distance]))
  const inverse = inverseRoot(emitter, variance, epsilon)
  return { standard: emitter.add('Mul', [distance, inverse]), inverse }
}

function normAttributes({ epsilon }: { readonly epsilon: number }) {
  return { axis: attribute.int(-1), epsilon: attribute.float(epsilon) }
}

function meanOf(emitter: OnnxEmitter, name: string): string {
  return emitter.add('ReduceMean', [name], { axes: attribute.ints([-1]), keepdims: attribute.int(1) })
}

function widthOf({ value }: Rows): number {
  return Number(value.type.shape.at(-1))
}

export const rowEmitters: EmittersOf<Pick<NormalizationSignatures, RowKinds>> = {
  standardize,
  standardizeGrad,
  layerNorm,
  layerNormGrad,
}
