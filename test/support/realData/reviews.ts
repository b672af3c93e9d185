import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeSequences, fitTokens } from '../../../src/main/datasets/text'
import type { TrainingData } from '../../../src/main/training/types'
import { DEFAULT_TOKENS } from '../../../src/shared/domain/textSettings'
import { createRandom } from '../../../src/shared/util/random'
import { REAL_DATA } from './folder'

export const REVIEW_FILES = ['text/movie-reviews.csv']

export interface Reviews {
  readonly train: TrainingData
  readonly validation: TrainingData
}

interface ReviewOptions {
  /** Commonest words of the training rows; 0 is padding, 1 any other word. */
  readonly vocabulary: number
  /** Words a review: the last ones, padded in front. */
  readonly length: number
  readonly seed: number
}

/** Film reviews as word numbers, four fifths of them to train on. */
export async function readReviews({ vocabulary, length, seed }: ReviewOptions): Promise<Reviews> {
  const rows = parseReviews(await readFile(join(REAL_DATA, 'text', 'movie-reviews.csv'), 'utf8'))
  const order = createRandom(seed).shuffle(Int32Array.from(rows.keys()))
  const cut = Math.floor(rows.length * 0.8)
  const texts = rows.map(({ text }) => text)
  const isTraining = new Set(order.subarray(0, cut))
  const fitted = fitTokens(
    { texts, counts: rows.map((_, row) => Number(isTraining.has(row))) },
    { ...DEFAULT_TOKENS, vocabularySize: vocabulary, minimumCount: 1, length },
  )
  const encode = (part: Int32Array): TrainingData => ({
    rows: part.length,
    x: encodeSequences({ texts, codes: part }, fitted),
    y: Float32Array.from(part, (row) => Number(rows[row]?.isGood)),
  })
  return { train: encode(order.subarray(0, cut)), validation: encode(order.subarray(cut)) }
}

interface Review {
  readonly text: string
  readonly isGood: boolean
}

/** A cell, quoted with doubled quotes where it has a comma, then the label. */
function parseReviews(file: string): Review[] {
  return [...file.matchAll(/^(?:"((?:[^"]|"")*)"|([^",\n]*)),(pos|neg)\r?$/gm)].map(
    ([, quoted, plain = '', label]) => ({
      text: quoted?.replaceAll('""', '"') ?? plain,
      isGood: label === 'pos',
    }),
  )
}
