/** @file Finds the network among the files that were handed over, and the weights that belong to it. */
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { createDescriber, createSourceOpener, type SourceEntry } from '../../../datasets'
import type { BackboneFormat } from '../../../../shared/domain/backbone'
import { AppError } from '../../../../shared/errors/appError'
import { importNetwork, type KerasNetwork } from '../../../compiler'
import { readTensors } from '../../checkpoints/safetensors'
import type { Weights } from '../../types'
import { readNpyArrays } from './npyArrays'
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
  const { entries } = await open({ path, fileName })
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
    const weights = await readArrays(entries, async (archive) => (await open(archive)).entries)
    if (weights.size > 0) return { format: 'keras', network: importNetwork(text, weights, fileName) }
  }
  throw new AppError('backbone/no-network', { name: fileName })
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

/** Arrays that lie open, an archive of them, or a file of safetensors. */
async function readArrays(entries: readonly SourceEntry[], unpack: Unpack): Promise<Weights> {
  const open = await readNpyArrays(entries)
  if (open.size > 0) return open
  for (const { name, path, content } of entries) {
    if (content === 'zip') return readNpyArrays(await unpack({ path, fileName: name }))
    if (name.endsWith('.safetensors')) return (await readSafetensors(path, name)).tensors
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
