/** @file Finds the network among the files that were handed over, and the weights that belong to it. */
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { createDescriber, createSourceOpener, type SourceEntry } from '../../../datasets'
import type { BackboneFormat } from '../../../../shared/domain/backbone'
import { AppError } from '../../../../shared/errors/appError'
import { importNetwork, type KerasNetwork } from '../../../compiler'
import { readTensors } from '../../checkpoints/safetensors'
import type { Weights } from '../../types'
import { isHdf5, withHdf5 } from './hdf5'
import { modelTextOf, readKerasHdf5 } from './kerasHdf5'
import { readNpyArrays } from './npyArrays'
import { readOnnx } from './readOnnx'
import { readTfjsWeights, WeightsManifest } from './tfjsWeights'

export interface NetworkFiles {
  readonly path: string
  readonly fileName: string
  readonly cacheFolder: string
}

export interface FoundNetwork {
  readonly format: BackboneFormat
  readonly network: KerasNetwork
}

/** Larger texts are no description of layers. */
const MOST_JSON_BYTES = 64 * 2 ** 20

const Tfjs = v.looseObject({ modelTopology: v.unknown(), weightsManifest: WeightsManifest })
const Keras = v.looseObject({ class_name: v.string(), config: v.unknown() })

/** @throws {backbone/*} {keras/*} {archive/*} {file/unreadable} */
export async function readNetwork({ path, fileName, cacheFolder }: NetworkFiles): Promise<FoundNetwork> {
  const open = createSourceOpener({ cacheFolder, describe: createDescriber() })
  const unpack: Unpack = async (archive) => (await open(archive)).entries
  const entries = await unpack({ path, fileName })
  const found =
    (await readText(entries, fileName, unpack)) ??
    (await readHdf5(entries, fileName)) ??
    (await readOnnxFile(entries))
  if (found === null) throw new AppError('backbone/no-network', { name: fileName })
  return found
}

/** A network that a text describes, with weights beside it. */
async function readText(
  entries: readonly SourceEntry[],
  fileName: string,
  unpack: Unpack,
): Promise<FoundNetwork | null> {
  for (const entry of entries) {
    if (entry.content !== 'json' && !entry.name.endsWith('.json')) continue
    if (entry.sizeBytes > MOST_JSON_BYTES) continue
    const text = await readFile(entry.path, 'utf8')
    const json = parse(text)
    const tfjs = v.safeParse(Tfjs, json)
    if (tfjs.success) {
      const weights = await readTfjsWeights(tfjs.output.weightsManifest, { model: entry, entries })
      return { format: 'tfjs', network: importNetwork(text, weights, fileName) }
    }
    if (!v.is(Keras, json)) continue
    const weights = await readArrays({ entries, text, unpack })
    if (weights.size > 0) return { format: 'keras', network: importNetwork(text, weights, fileName) }
  }
  return null
}

async function readOnnxFile(entries: readonly SourceEntry[]): Promise<FoundNetwork | null> {
  for (const entry of entries) {
    // What has no name that tells is tried where it is the only file.
    if (!/\.onnx$/i.test(entry.name) && (entries.length > 1 || entry.content !== 'binary')) continue
    const network = await readOnnx({ entry, entries })
    if (network !== null) return { format: 'onnx', network }
  }
  return null
}

/** A whole model in one file, as Keras wrote it before it had a format of its own. */
async function readHdf5(entries: readonly SourceEntry[], fileName: string): Promise<FoundNetwork | null> {
  for (const entry of entries) {
    if (!(await isHdf5(entry.path))) continue
    return withHdf5(entry.path, entry.name, (root) => {
      const text = modelTextOf(root)
      if (text === null) throw new AppError('backbone/weights-alone', { name: entry.name })
      return { format: 'keras', network: importNetwork(text, readKerasHdf5(root, text), fileName) }
    })
  }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

type Unpack = (archive: {
  readonly path: string
  readonly fileName: string
}) => Promise<readonly SourceEntry[]>

interface ArraySource {
  readonly entries: readonly SourceEntry[]
  /** Of the model. */
  readonly text: string
  readonly unpack: Unpack
}

/** Arrays that lie open, an archive of them, a file of safetensors, or one of HDF5. */
async function readArrays({ entries, text, unpack }: ArraySource): Promise<Weights> {
  const open = await readNpyArrays(entries)
  if (open.size > 0) return open
  for (const { name, path, content } of entries) {
    if (content === 'zip') return readNpyArrays(await unpack({ path, fileName: name }))
    if (name.endsWith('.safetensors')) return (await readSafetensors(path, name)).tensors
    if (await isHdf5(path)) return withHdf5(path, name, (root) => readKerasHdf5(root, text))
  }
  return new Map()
}

async function readSafetensors(path: string, name: string) {
  try {
    return await readTensors(path)
  } catch (cause) {
    throw new AppError('file/unreadable', { name }, { cause })
  }
}
