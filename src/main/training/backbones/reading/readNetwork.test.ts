import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { encodeTensors } from '../../checkpoints/safetensors'
import { fromHalf } from './halfFloats'
import { decodeNpy } from './npyArrays'
import { readNetwork } from './readNetwork'

interface Files {
  readonly [name: string]: string | Uint8Array
}

async function read(files: Files) {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-network-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'net')
  await mkdir(path)
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content)
  return readNetwork({ path, fileName: 'net', cacheFolder: join(folder, 'cache') })
}

const layer = (name: string, className: string, config: object) => ({
  class_name: className,
  config: { name, ...config },
})
const input = layer('in', 'InputLayer', { batch_shape: [null, 2, 2, 1] })
const conv = layer('conv', 'Conv2D', { filters: 2, kernel_size: [1, 1], padding: 'same' })
const relu = layer('relu', 'ReLU', { max_value: 6 })
const pool = layer('pool', 'GlobalAveragePooling2D', {})
const classes = layer('classes', 'Dense', { units: 3, activation: 'softmax' })
const modelOf = (...layers: object[]) => ({
  class_name: 'Sequential',
  config: { name: 'net', layers: [input, ...layers] },
})

/** [1, 1, 1, 2] in Keras. */
const KERNEL = Float32Array.of(0.5, -2)
const BIAS = Float32Array.of(1, 3)

function toNpy(values: Float32Array, shape: readonly number[]): Uint8Array {
  const header =
    `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117) + '\n'
  const start = Buffer.from('\u0093NUMPY\u0001\u0000', 'latin1')
  const length = Buffer.alloc(2)
  length.writeUInt16LE(header.length)
  return Buffer.concat([start, length, Buffer.from(header), Buffer.from(values.buffer)])
}

function toTfjs(layers: object[], weights: object[], paths = ['group1-shard1of1.bin']): string {
  return JSON.stringify({
    format: 'layers-model',
    modelTopology: { keras_version: '2.1.4', model_config: modelOf(...layers) },
    weightsManifest: [{ paths, weights }],
  })
}

const floats = [
  { name: 'conv/kernel', shape: [1, 1, 1, 2], dtype: 'float32' },
  { name: 'conv/bias', shape: [2], dtype: 'float32' },
]
const bytesOf = (...arrays: Float32Array[]) => Buffer.concat(arrays.map((array) => Buffer.from(array.buffer)))

describe('readNetwork', () => {
  it('reads a model of TensorFlow.js with its weights', async () => {
    const { format, network } = await read({
      'model.json': toTfjs([conv, relu, pool], floats),
      'group1-shard1of1.bin': bytesOf(KERNEL, BIAS),
    })
    expect(format).toBe('tfjs')
    expect(network).toMatchObject({ outputShape: [2], input: { shape: [2, 2, 1] }, dropped: [] })
    expect(network.layers.map(({ kind }) => kind)).toEqual(['conv2d', 'activation', 'globalAveragePool'])
    expect(network.layers[1]).toMatchObject({ activation: 'relu6' })
    expect(network.weights.get('conv/kernel')).toEqual({ shape: [2, 1, 1, 1], values: KERNEL })
    expect(network.weights.get('conv/bias')).toEqual({ shape: [2], values: BIAS })
  })

  it('reads weights that were cut into shards and made smaller', async () => {
    const quantization = { dtype: 'uint8', min: -2, scale: 0.5 }
    const weights = floats.map((spec) => ({ ...spec, quantization }))
    const { network } = await read({
      'model.json': toTfjs([conv, pool], weights, ['a.bin', 'b.bin']),
      'a.bin': Uint8Array.of(5, 0, 6),
      'b.bin': Uint8Array.of(10),
    })
    expect(network.weights.get('conv/kernel')?.values).toEqual(KERNEL)
    expect(network.weights.get('conv/bias')?.values).toEqual(BIAS)
  })

  it('leaves out what told the classes', async () => {
    const all = [
      ...floats,
      { name: 'classes/kernel', shape: [2, 3], dtype: 'float32' },
      { name: 'classes/bias', shape: [3], dtype: 'float32' },
    ]
    const { network } = await read({
      'model.json': toTfjs([conv, relu, pool, classes], all),
      'group1-shard1of1.bin': bytesOf(KERNEL, BIAS, new Float32Array(9)),
    })
    expect(network.dropped).toEqual(['classes'])
    expect([...network.weights.keys()]).toEqual(['conv/kernel', 'conv/bias'])
  })

  it('ends in a vector where the pooling kept its axes for a classifier of convolutions', async () => {
    const kept = layer('pool', 'GlobalAveragePooling2D', { keepdims: true })
    const scores = layer('scores', 'Conv2D', { filters: 3, kernel_size: [1, 1], padding: 'same' })
    const shape = layer('shape', 'Reshape', { target_shape: [3] })
    const told = layer('told', 'Activation', { activation: 'softmax' })
    const { network } = await read({
      'model.json': toTfjs([conv, kept, scores, shape, told], floats),
      'group1-shard1of1.bin': bytesOf(KERNEL, BIAS),
    })
    expect(network.dropped).toEqual(['scores', 'shape', 'told'])
    expect(network.outputShape).toEqual([2])
  })

  it('reads the JSON of Keras beside safetensors, whatever the order of their names', async () => {
    const tensors = new Map([
      ['conv/bias', { shape: [2], values: BIAS }],
      ['conv/kernel', { shape: [1, 1, 1, 2], values: KERNEL }],
    ])
    const { format, network } = await read({
      'net.json': JSON.stringify(modelOf(conv, relu, pool)),
      'net.safetensors': Buffer.concat(encodeTensors({ metadata: {}, tensors })),
    })
    expect(format).toBe('keras')
    expect(network.weights.get('conv/kernel')?.values).toEqual(KERNEL)
  })

  it.each([
    ['a shard that is missing', { 'model.json': toTfjs([conv, pool], floats) }, 'backbone/missing-file'],
    [
      'weights of another shape',
      {
        'model.json': toTfjs([layer('conv', 'Conv2D', { filters: 3, kernel_size: [1, 1] }), pool], floats),
        'group1-shard1of1.bin': bytesOf(KERNEL, BIAS),
      },
      'backbone/weights-differ',
    ],
    ['a model without weights', { 'net.json': JSON.stringify(modelOf(conv, pool)) }, 'backbone/no-network'],
    ['a file that is something else', { 'notes.txt': 'hello' }, 'backbone/no-network'],
    [
      'a layer that Fettle has not',
      {
        'model.json': toTfjs([layer('odd', 'Lambda', {}), conv], floats),
        'group1-shard1of1.bin': bytesOf(KERNEL, BIAS),
      },
      'keras/unknown-layer',
    ],
  ])('says of %s what is wrong', async (_what, files, code) => {
    await expect(read(files as unknown as Files)).rejects.toMatchObject({ code })
  })
})

describe('decodeNpy', () => {
  it('reads what NumPy writes, and nothing else', () => {
    expect(decodeNpy(Buffer.from(toNpy(KERNEL, [1, 2])), 'kernel')).toEqual({ shape: [1, 2], values: KERNEL })
    const bad = expect.objectContaining({ code: 'file/unreadable' })
    expect(() => decodeNpy(Buffer.from('nothing of the kind'), 'x')).toThrow(bad)
    expect(() => decodeNpy(Buffer.from(toNpy(KERNEL, [3])), 'x')).toThrow(bad)
  })
})

describe('fromHalf', () => {
  it.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x0001, 2 ** -24],
    [0x7c00, Infinity],
  ])('reads %i', (bits, value) => {
    expect(fromHalf(bits)).toBe(value)
  })
})
