/** @file What is explained: rows of which every column may be taken from another row. */
import type { ExplainBy } from '../../../shared/domain/explain'
import { joinFloats } from '../../../shared/util/joinFloats'
import type { Answers, NetworkRows } from './answers'

export type ShownCell = string | number | null

/** Values of a column that stand for all of it. */
export interface Grid {
  readonly values: readonly (string | number)[]
  /** Where they stand in the pool, of this column alone. */
  readonly places: readonly number[]
}

/**
 * A pool of rows: first those that are explained, then those they are compared with. A made row takes every column from some row of the
 * pool, and so whatever is asked (shuffled columns, sets of columns, columns held fixed) is a choice of rows.
 */
export interface Subject {
  readonly by: ExplainBy
  readonly names: readonly string[]
  readonly explained: number
  readonly background: number
  /** @param from for each column, the row of the pool it comes from; one list a column, all of one length. */
  make(from: readonly Int32Array[]): NetworkRows
  cell(column: number, row: number): ShownCell
  /** Adds values of a column to the pool. @param points at most so many of a column of numbers */
  grid(column: number, points: number): Grid
}

/** Rows that go through the network at once. */
const BATCH = 4096

export interface AskedRows {
  readonly subject: Subject
  readonly answers: Answers
  /** Awaited after every batch. */
  readonly onRows: (count: number) => Promise<void>
}

/** @returns predictions of made rows, in their order. */
export async function predictMade(
  { subject, answers, onRows }: AskedRows,
  from: readonly Int32Array[],
): Promise<Float32Array> {
  const count = from[0]?.length ?? 0
  const pieces: Float32Array[] = []
  for (let start = 0; start < count; start += BATCH) {
    const end = Math.min(count, start + BATCH)
    const made = subject.make(from.map((rows) => rows.subarray(start, end)))
    pieces.push(await answers.predict(made, end - start))
    await onRows(end - start)
  }
  return joinFloats(pieces)
}

const LOW = 0.05
const HIGH = 0.95
const MOST_KINDS = 25

/** As scikit-learn has it: all values where they are few, else even steps between the 5th and the 95th percentile. */
export function gridOfNumbers(values: readonly number[], points: number): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((one, other) => one - other)
  const distinct = [...new Set(sorted)]
  if (distinct.length <= points) return distinct
  const [low, high] = [quantile(sorted, LOW), quantile(sorted, HIGH)]
  return Array.from({ length: points }, (_, at) => low + ((high - low) * at) / (points - 1))
}

/** @returns the commonest texts, the commonest first. */
export function gridOfTexts(texts: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>()
  for (const text of texts) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_KINDS)
    .map(([text]) => text)
}

/** As `scipy.stats.mstats.mquantiles` has it: plotting positions α = β = 0.4. */
function quantile(sorted: readonly number[], share: number): number {
  const n = sorted.length
  const place = n * share + 0.4 + share * (1 - 0.4 - 0.4)
  const k = Math.floor(Math.min(Math.max(place, 1), n - 1))
  const gamma = Math.min(1, Math.max(0, place - k))
  return (1 - gamma) * (sorted[k - 1] ?? 0) + gamma * (sorted[k] ?? 0)
}
