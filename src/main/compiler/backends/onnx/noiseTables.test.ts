/** @file Noise is cut from its table where the starts say. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { floats, sizeOf } from '../../graph/tensorType'
import { noiseTable, pickNoise } from './noiseTables'
import { OnnxEmitter } from './onnxEmitter'
import { encodeModel } from './proto'

const ROWS = 200

/** The noise that a program picks from a table of which every number is its own index. */
async function pick(shape: readonly number[], starts: number[], leading: readonly number[] = []) {
  const { width } = noiseTable(sizeOf(shape))
  const emitter = new OnnxEmitter()
  const value = { id: 0, type: floats('batch', ...shape) }
  const noise = pickNoise(emitter, { name: 'table', role: 'mask', value }, { starts: 'starts', leading })
  const model = encodeModel({
    operatorSets: emitter.operatorSets,
    graph: {
      name: 'noise',
      inputs: [
        { name: 'table', dataType: 'float32', shape: ['rows', width] },
        { name: 'starts', dataType: 'int32', shape: [...leading, 'batch'] },
      ],
      outputs: [{ name: noise, dataType: 'float32', shape: [...leading, 'batch', ...shape] }],
      initializers: emitter.initializers,
      nodes: emitter.nodes,
    },
  })
  const session = await InferenceSession.create(model)
  const table = Float32Array.from({ length: ROWS * width }, (_, index) => index)
  const batch = starts.length / sizeOf(leading)
  const results = await session.run({
    table: new Tensor('float32', table, [ROWS, width]),
    starts: new Tensor('int32', Int32Array.from(starts), [...leading, batch]),
  })
  return { dims: results[noise]?.dims, values: [...(results[noise]?.data as Float32Array)], width }
}

describe('pickNoise', () => {
  it.each([[[5]], [[1, 7]], [[128]], [[2, 3, 30]], [[129]], [[131]], [[2, 67]], [[2, 3, 40]], [[64, 5]]])(
    'takes numbers %j of the table one after the other, from each start on',
    async (shape) => {
      const starts = [7, 0, 100]
      const { dims, values, width } = await pick(shape, starts)
      expect(dims).toEqual([3, ...shape])
      const size = sizeOf(shape)
      expect(values).toEqual(
        starts.flatMap((start) => Array.from({ length: size }, (_, index) => start * width + index)),
      )
    },
  )

  it('has an axis of members in front where there are several models', async () => {
    const { dims, values } = await pick([131], [3, 4, 5, 6], [2])
    expect(dims).toEqual([2, 2, 131])
    expect([0, 131, 262, 393].map((index) => values[index])).toEqual([192, 256, 320, 384])
  })
})
