/** @file A network of ONNX with its weights: read, brought to one operator set, and seen to mean what it meant. */
import { open, readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { SourceEntry } from '../../../datasets'
import type { LayerSpec } from '../../../../shared/domain/modelSpec'
import { AppError } from '../../../../shared/errors/appError'
import { createRandom } from '../../../../shared/util/random'
import {
  decodeModel,
  type DecodedModel,
  encodeModel,
  type KerasNetwork,
  type OnnxNetwork,
  type OutsideData,
  operatorError,
  readOnnxNetwork,
  readValues,
  toOnnxLayer,
} from '../../../compiler'

export interface OnnxFiles {
  readonly entry: SourceEntry
  /** Weights may lie beside it. */
  readonly entries: readonly SourceEntry[]
}

/** @returns null where the file is none of ONNX. @throws {backbone/*} */
export async function readOnnx({ entry, entries }: OnnxFiles): Promise<KerasNetwork | null> {
  const decoded = decodeModel(await readFile(entry.path))
  if (decoded === null) return null
  const model = await bringIn(decoded, { entry, entries })
  const network = readOnnxNetwork(model, entry.name)
  const seen = await look(network, { path: entry.path, version: model.operatorSets[''] ?? 1 })
  const { layer, weights } = toOnnxLayer(network, seen, 'network')
  const layers: LayerSpec[] = [layer]
  const shape = layer.inputShape
  return {
    layers,
    input: { name: 'x', kind: KINDS[shape.length as 1 | 2 | 3], shape, vocabulary: 0 },
    outputShape: layer.outputShape,
    weights,
    dropped: network.dropped,
  }
}

const KINDS = { 1: 'table', 2: 'sequence', 3: 'image' } as const

/** Numbers from other files take their place. @throws {backbone/missing-file} */
async function bringIn(model: DecodedModel, files: OnnxFiles): Promise<DecodedModel> {
  if (model.outside.size === 0) return model
  const initializers = []
  for (const tensor of model.graph.initializers) {
    const outside = model.outside.get(tensor.name)
    if (outside === undefined || tensor.dataType === 'string') initializers.push(tensor)
    else {
      const values = readValues(tensor.dataType, await readOutside(outside, files))
      initializers.push({ ...tensor, values })
    }
  }
  return { ...model, graph: { ...model.graph, initializers } }
}

async function readOutside({ location, offset, length }: OutsideData, { entry, entries }: OnnxFiles) {
  const path = posix.join(posix.dirname(entry.name), location)
  const found =
    entries.find(({ name }) => name === path) ??
    entries.find(({ name }) => posix.basename(name) === posix.basename(location))
  if (!found) throw new AppError('backbone/missing-file', { name: location })
  const bytes = Buffer.alloc(length ?? found.sizeBytes - offset)
  const file = await open(found.path)
  try {
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset)
    if (bytesRead < bytes.length) throw new AppError('file/unreadable', { name: found.name })
    return bytes
  } finally {
    await file.close()
  }
}

interface Original {
  readonly path: string
  /** Of its operators. */
  readonly version: number
}

const ROWS = 2
/** Of the largest number: kernels of other operators add in another order. */
const TOLERANCE = 1e-3

/** What comes out, once by the file as it is and once by what was made of it. @throws {backbone/onnx-*} */
async function look(network: OnnxNetwork, { path, version }: Original) {
  const { inputShape, fixedRows, check, graph } = network
  if (fixedRows !== null && fixedRows !== 1) throw new AppError('backbone/onnx-rows', { rows: fixedRows })
  const [end = ''] = graph.outputs.map(({ name }) => name)
  const answer = network.dropped.length === 0 ? end : (check.graph.outputs[1]?.name ?? end)
  const rowsOf = drawRows(inputShape)
  const parts = fixedRows === 1 ? [rowsOf(0, 1), rowsOf(1, 1)] : [rowsOf(0, ROWS)]
  const apart: number[] = []
  for (const rows of parts) apart.push(...floatsOf((await runFile(path, rows))[answer]))
  const together = await run(encodeModel(check), rowsOf(0, ROWS)).catch((thrown: unknown) => {
    throw explain(thrown, { fixedRows, version })
  })
  const [rows, ...outputShape] = together[end]?.dims ?? []
  if (rows !== ROWS || !isAlike(apart, floatsOf(together[answer])))
    throw explain(null, { fixedRows, version })
  refuseRank(end, outputShape)
  const sizes = Object.values(together).map(({ size }) => Math.ceil(size / ROWS))
  return { outputShape, largest: Math.max(...sizes) }
}

function refuseRank(name: string, shape: readonly number[]): void {
  if (shape.length < 1 || shape.length > 3)
    throw new AppError('backbone/onnx-size', { name, shape: `[${shape.join(', ')}]` })
}

type DrawnRows = (start: number, count: number) => Tensor

function drawRows(shape: readonly number[]): DrawnRows {
  const width = shape.reduce((product, size) => product * size, 1)
  const random = createRandom(1)
  const values = Float32Array.from({ length: ROWS * width }, () => random.next())
  return (start, count) =>
    new Tensor('float32', values.subarray(start * width, (start + count) * width), [count, ...shape])
}

function isAlike(wanted: readonly number[], found: Float32Array): boolean {
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6)
  return (
    wanted.length === found.length &&
    wanted.every((value, index) => Math.abs(value - (found[index] ?? NaN)) <= TOLERANCE * largest)
  )
}

type Results = Readonly<Record<string, Tensor>>

function floatsOf(tensor: Tensor | undefined): Float32Array {
  return tensor?.data instanceof Float32Array ? tensor.data : new Float32Array(0)
}

async function run(model: Uint8Array | string, rows: Tensor): Promise<Results> {
  const options = { graphOptimizationLevel: 'disabled', logSeverityLevel: 4 } as const
  // The binding takes bytes and paths by different signatures.
  const session =
    typeof model === 'string'
      ? await InferenceSession.create(model, options)
      : await InferenceSession.create(model, options)
  try {
    return await session.run({ [session.inputNames[0] ?? '']: rows })
  } finally {
    await session.release()
  }
}

async function runFile(path: string, rows: Tensor): Promise<Results> {
  try {
    return await run(path, rows)
  } catch (cause) {
    throw new AppError('backbone/onnx-failed', { message: messageOf(cause) }, { cause })
  }
}

/** Why what was made of the network does not do what the file does. */
function explain(
  thrown: unknown,
  { fixedRows, version }: { fixedRows: number | null; version: number },
): AppError {
  const message = messageOf(thrown)
  const operator = /No Op registered for (\w+)|Unrecognized attribute: \w+ for operator (\w+)/.exec(message)
  if (operator) return operatorError([operator[1] ?? operator[2] ?? ''], version)
  if (fixedRows !== null) return new AppError('backbone/onnx-rows', { rows: fixedRows })
  return new AppError('backbone/onnx-failed', { message: message || `operator set ${version}` })
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message.slice(0, 300) : ''
}
