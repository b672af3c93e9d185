/** @file Puts the weights of a network among the backbones, under the name that follows from their content. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Weights } from '../types'
import { encodeWeights } from '../weightsFile'
import { writeWhole } from '../wholeFile'
import { backboneFile } from './backboneWeights'

export interface KeptWeights {
  /** SHA-256 of the file. */
  readonly weights: string
  readonly sizeBytes: number
  /** Numbers in all of them. */
  readonly weightCount: number
}

/** Equal weights lie there once. */
export async function keepWeights(weights: Weights, folder: string): Promise<KeptWeights> {
  const bytes = encodeWeights(weights)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = backboneFile(folder, sha256)
  if (!existsSync(file)) await writeWhole(file, [bytes])
  const weightCount = [...weights.values()].reduce((total, { values }) => total + values.length, 0)
  return { weights: sha256, sizeBytes: bytes.length, weightCount }
}
