import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import {
  attribute,
  decodeModel,
  encodeModel,
  ONNX_OPERATOR_SET,
  type OnnxGraph,
  type OnnxNode,
} from '../backends/onnx/proto'
import { inOneOperatorSet } from './inOneOperatorSet'

const { int, ints, float, string } = attribute
const ROWS = Float32Array.of(-1.5, 2, 0.25, 3, -0.5, 1, 0.75, -2)

function graphOf(nodes: readonly OnnxNode[], initializers: OnnxGraph['initializers'] = []): OnnxGraph {
  const value = (name: string) => ({
    name,
    dataType: 'float32' as const,
    shape: name === 'x' ? [2, 4] : null,
  })
  return { name: 'g', inputs: [value('x')], outputs: [value('y')], initializers, nodes }
}

async function run(graph: OnnxGraph, version: number): Promise<number[]> {
  const session = await InferenceSession.create(encodeModel({ graph, operatorSets: { '': version } }))
  const { y } = await session.run({ x: new Tensor('float32', ROWS, [2, 4]) })
  await session.release()
  return [...(y?.data as Float32Array)]
}

const node = (opType: string, attributes: OnnxNode['attributes'] = {}, inputs = ['x']): OnnxNode => ({
  ...{ opType, inputs, outputs: ['y'], attributes },
})
const list = (name: string, values: readonly number[]) => {
  return { name, dataType: 'int64' as const, shape: [values.length], values }
}

const CASES: readonly (readonly [string, number, OnnxGraph])[] = [
  ['Clip', 9, graphOf([node('Clip', { min: float(-1), max: float(1) })])],
  ['Pad', 9, graphOf([node('Pad', { pads: ints([0, 1, 0, 2]), value: float(7) })])],
  ['Slice', 9, graphOf([node('Slice', { starts: ints([1]), ends: ints([3]), axes: ints([1]) })])],
  ['Softmax', 9, graphOf([node('Softmax')])],
  ['ReduceSum', 11, graphOf([node('ReduceSum', { axes: ints([1]), keepdims: int(0) })])],
  ['Unsqueeze', 11, graphOf([node('Unsqueeze', { axes: ints([1]) })])],
  ['Dropout', 9, graphOf([node('Dropout', { ratio: float(0.5) })])],
  ['ReduceMax', 18, graphOf([node('ReduceMax', { keepdims: int(1) }, ['x', 'axes'])], [list('axes', [1])])],
  ['ReduceMean', 13, graphOf([node('ReduceMean', { axes: ints([0]) })])],
  ['Gelu', 20, graphOf([node('Gelu')])],
  ['Gelu by tanh', 20, graphOf([node('Gelu', { approximate: string('tanh') })])],
  ['Mish', 18, graphOf([node('Mish')])],
  [
    'Split',
    18,
    graphOf([
      {
        opType: 'Split',
        inputs: ['x'],
        outputs: ['y', 'rest'],
        attributes: { axis: int(1), num_outputs: int(2) },
      },
    ]),
  ],
]

describe('inOneOperatorSet', () => {
  it.each(CASES)('%s of set %i means the same', async (_name, version, graph) => {
    const expected = await run(graph, version)
    const found = await run(inOneOperatorSet(graph, version), ONNX_OPERATOR_SET)
    expect(found).toHaveLength(expected.length)
    found.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 5))
  })
})

describe('decodeModel', () => {
  it.each(CASES)('reads what was written: %s', (_name, version, graph) => {
    const metadata = { operatorSets: { '': version }, graph }
    const decoded = decodeModel(encodeModel(metadata))
    expect(decoded).toMatchObject({ operatorSets: { '': version }, untold: [], hasFunctions: false })
    expect(decoded && encodeModel({ graph: decoded.graph, operatorSets: decoded.operatorSets })).toEqual(
      encodeModel(metadata),
    )
  })

  it('reads every type of numbers, texts beyond ASCII, and graphs within nodes', () => {
    const tensor = (dataType: 'float64' | 'int8' | 'uint8' | 'bool' | 'int32', values: number[]) => {
      return { name: dataType, dataType, shape: [values.length], values }
    }
    const graph = graphOf(
      [
        node('If', {
          then_branch: attribute.graph(graphOf([node('Relu')])),
          names: attribute.strings(['ä', '猫🙂']),
        }),
      ],
      [
        ...[tensor('float64', [0.1, -3]), tensor('int8', [-128, 127]), tensor('uint8', [0, 255])],
        ...[tensor('bool', [1, 0]), tensor('int32', [-5, 2 ** 31 - 1]), list('long', [-1, 2 ** 40])],
        { name: 'words', dataType: 'string', shape: [1], values: ['ß'] },
      ],
    )
    const decoded = decodeModel(encodeModel({ graph, operatorSets: {} }))
    expect(decoded?.graph.initializers).toEqual(graph.initializers)
    expect(decoded?.graph.nodes[0]?.attributes?.['names']).toEqual(attribute.strings(['ä', '猫🙂']))
    expect(decoded?.graph.nodes[0]?.attributes?.['then_branch']).toMatchObject({ kind: 'graph' })
  })

  it('knows what is no model', () => {
    expect(decodeModel(new Uint8Array(0))).toBeNull()
    expect(decodeModel(Uint8Array.from('nothing of the kind', (letter) => letter.charCodeAt(0)))).toBeNull()
    const whole = encodeModel({ graph: graphOf([node('Relu')]), operatorSets: {} })
    expect(decodeModel(whole.slice(0, -3))).toBeNull()
  })
})
