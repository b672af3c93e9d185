import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TrainingData } from '../../../src/main/training/types'
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
  const picked = [...order].flatMap((row) => rows[row] ?? [])
  const cut = Math.floor(picked.length * 0.8)
  const numbers = countWords(picked.slice(0, cut), vocabulary)
  const encode = (part: typeof picked): TrainingData => ({
    rows: part.length,
    x: Int32Array.from(part.flatMap(({ words }) => toNumbers(words, numbers, length))),
    y: Float32Array.from(part, ({ isGood }) => Number(isGood)),
  })
  return { train: encode(picked.slice(0, cut)), validation: encode(picked.slice(cut)) }
}

interface Review {
  readonly words: readonly string[]
  readonly isGood: boolean
}

/** Quoted cells with doubled quotes, then the label. */
function parseReviews(text: string): Review[] {
  return [...text.matchAll(/^"((?:[^"]|"")*)",(pos|neg)\r?$/gm)].map(([, cell = '', label]) => ({
    words: cell.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [],
    isGood: label === 'pos',
  }))
}

function countWords(reviews: readonly Review[], vocabulary: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { words } of reviews) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const commonest = [...counts].sort(([, left], [, right]) => right - left).slice(0, vocabulary - 2)
  return new Map(commonest.map(([word], index) => [word, index + 2]))
}

function toNumbers(words: readonly string[], numbers: ReadonlyMap<string, number>, length: number): number[] {
  const known = words.slice(-length).map((word) => numbers.get(word) ?? 1)
  return [...Array.from({ length: length - known.length }, () => 0), ...known]
}
