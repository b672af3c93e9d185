import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { compileFeatures, rowsName } from '../../../compiler'
import { floatsOf } from '../../runners/shared/tensors'
import { openSession } from '../../runners/onnx/session'
import { toTensors } from '../../runners/shared/toTensors'
import { readNetwork, type FoundNetwork } from './readNetwork'

const FIXTURES = join(import.meta.dirname, '../../../../../test/fixtures/onnxBackbones')
const Sizes = v.array(v.number())
const Figures = v.record(
  v.string(),
  v.strictObject({ input: Sizes, inputShape: Sizes, output: Sizes, outputShape: Sizes }),
)
const FIGURES = v.parse(Figures, JSON.parse(await readFile(join(FIXTURES, 'figures.json'), 'utf8')))

async function read(...names: string[]): Promise<FoundNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-network-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'files')
  await mkdir(path)
  for (const name of names) await copyFile(join(FIXTURES, name), join(path, name))
  return readNetwork({ path, fileName: names[0] ?? '', cacheFolder: join(folder, 'cache') })
}

/** [channels, …] of every row as […, channels]. */
function channelsLast(values: readonly number[], [channels = 1, ...places]: readonly number[]): number[] {
  const size = places.reduce((product, place) => product * place, 1)
  const rows = values.length / (channels * size)
  const at = (row: number, place: number, channel: number): number =>
    values[(row * channels + channel) * size + place] ?? NaN
  return Array.from({ length: values.length }, (_, index) => {
    const [row, rest] = [Math.floor(index / (channels * size)), index % (channels * size)]
    return rows === 0 ? NaN : at(row, Math.floor(rest / channels), rest % channels)
  })
}

async function apply({ network }: FoundNetwork, rows: readonly number[]): Promise<Float32Array> {
  const { layers, input, weights } = network
  const { program } = compileFeatures(
    { input, features: input, extractor: layers, rest: { layers: [] } },
    { layers, inputs: [input], output: { kind: 'number' } },
  )
  const session = await openSession(program, { device: 'cpu', threads: 1, plansMemory: false })
  onTestFinished(() => session.release())
  const count = rows.length / input.shape.reduce((product, size) => product * size, 1)
  const x = new Tensor('float32', Float32Array.from(rows), [count, ...input.shape])
  const made = await session.run({ ...toTensors(weights), [rowsName(input)]: x })
  return floatsOf(made['features'])
}

describe('files of ONNX', () => {
  it.each([
    ['residual9', ['Gemm'], [4]],
    ['residual13', ['Gemm'], [4]],
    ['residual18', ['Gemm'], [4]],
    ['fixedRows', ['Gemm'], [4]],
    ['outside', ['Gemm'], [4]],
    ['table', ['Gemm', 'Softmax'], [4]],
    ['tokens', [], [4, 6]],
    ['channelsLast', [], [4, 5, 5]],
  ])('makes of rows what the file makes: %s', async (name, dropped, outputShape) => {
    const figures = FIGURES[name]
    if (!figures) throw new Error(`${name} has figures`)
    const { format, network } = await read(
      `${name}.onnx`,
      ...(name === 'outside' ? ['outside.onnx.data'] : []),
    )
    expect(format).toBe('onnx')
    expect(network.dropped).toEqual(dropped)
    expect(network.outputShape).toEqual(outputShape)
    const isTurned = figures.inputShape.length === 3 && figures.inputShape[0] === 3
    const rows = isTurned ? channelsLast(figures.input, figures.inputShape) : figures.input
    const made = await apply({ format, network }, rows)
    expect(made).toHaveLength(figures.output.length)
    made.forEach((value, index) => expect(value).toBeCloseTo(figures.output[index] ?? NaN, 5))
  })

  it.each([
    ['openSize', 'backbone/onnx-size', { name: 'input', shape: '[rows, 3, height, 8]' }],
    ['half', 'backbone/onnx-type', { name: 'input', type: 'float16' }],
    ['mixesRows', 'backbone/onnx-rows', { rows: 1 }],
    ['newer', 'backbone/onnx-operator', { operators: 'RMSNormalization', version: 23 }],
    ['own', 'backbone/onnx-operator', { operators: 'my.own.Strange', version: 17 }],
    ['outside', 'backbone/missing-file', { name: 'outside.onnx.data' }],
  ])('says what is wrong with %s', async (name, code, details) => {
    await expect(read(`${name}.onnx`)).rejects.toMatchObject({ code, details })
  })
})
