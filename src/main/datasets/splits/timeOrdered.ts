/** @file Divides rows by when they happened: the past trains, what came later validates, the latest is sealed. */
import type { TimeOrderedSplit } from '../../../shared/domain/split'
import { countParts } from './holdout'
import type { DividedRows, SplitFold, SplitRequest } from './splitRequest'

/**
 * Rows of one moment stay together: a bound that would part them moves back to the first of them. A gap is taken from the
 * end of the earlier part. Several folds are those of scikit-learn's TimeSeriesSplit over the rows that are not sealed.
 */
export function splitByTime({ split, rows, timeOf }: SplitRequest<TimeOrderedSplit>): DividedRows {
  const order = orderByTime(rows.length, timeOf)
  const momentStart = (place: number): number => {
    let start = place
    while (timeOf && start > 0 && start < order.length && isOneMoment(start)) start--
    return start
  }
  function isOneMoment(place: number): boolean {
    return timeOf?.[order[place] ?? 0] === timeOf?.[order[place - 1] ?? 0]
  }
  const take = (from: number, to: number) =>
    order
      .slice(Math.max(0, from), Math.max(0, from, to))
      .map((place) => rows[place] ?? 0)
      .sort()
  const [trainCount, validationCount] = countParts(rows.length, split)
  const testStart = momentStart(trainCount + validationCount)
  const end = testStart - split.gap
  const fold = (start: number, stop: number): SplitFold => ({
    train: take(0, momentStart(start) - split.gap),
    validation: take(momentStart(start), stop),
  })
  const folds =
    split.folds === 1
      ? [fold(trainCount, end)]
      : listFolds(end, split.folds).map(([start, stop]) =>
          fold(start, stop === end ? end : momentStart(stop)),
        )
  return { test: take(testStart, rows.length), folds }
}

/** @returns places by time; equal times as they stand. */
export function orderByTime(count: number, timeOf: Float64Array | null): Int32Array {
  const order = Int32Array.from({ length: count }, (_, place) => place)
  return timeOf
    ? order.sort((left, right) => (timeOf[left] ?? 0) - (timeOf[right] ?? 0) || left - right)
    : order
}

/** The last `folds` blocks of equal size validate; none where there are too few rows. */
function listFolds(count: number, folds: number): [start: number, stop: number][] {
  const size = Math.max(0, Math.floor(count / (folds + 1)))
  return Array.from({ length: folds }, (_, fold) => {
    const start = count - (folds - fold) * size
    return [start, start + size]
  })
}
