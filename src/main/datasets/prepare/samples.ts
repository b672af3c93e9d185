/** @file The samples of each part of a fold: the rows that are read, and the rows whose targets they are to predict. */
import type { FittedWindow } from '../../../shared/domain/fittedRecipe'
import { PARTS, type Part } from '../../../shared/domain/split'
import { invariant } from '../../../shared/errors/appError'
import type { Division } from '../plan/divide'
import { cutWindows } from '../plan/orderRows'
import type { PlanData } from '../plan/planData'
import { targetRowOf, type Windows } from '../series'
import type { SplitRows } from '../splits/splitRequest'

/** Lists run parallel, a sample each. */
export interface Samples {
  /** The row of the table that is read, of a window the last one. */
  readonly rows: Int32Array
  readonly targetRows: Int32Array
  /** Of a series, the place of the row in its order. */
  readonly ends: Int32Array
}

export interface FoldSamples {
  readonly parts: { readonly [Name in Part]: Samples }
  /** Null where rows are independent. */
  readonly windows: Windows | null
  readonly window: FittedWindow | null
  /** Rows to learn from, and whose target each is to predict (−1: none). */
  readonly fitRows: Int32Array
  readonly fitTargets: Int32Array
}

export interface FoldRequest {
  /** From 0. */
  readonly fold: number
  /** Whether a row can be used at all, for instance because its picture could be decoded; null: all can. */
  readonly isUsable: ((row: number) => boolean) | null
}

export function cutSamples(
  { plan }: PlanData,
  division: Division,
  { fold, isUsable }: FoldRequest,
): FoldSamples {
  const found = division.folds[fold]
  invariant(found, `no fold ${fold}`)
  const usable = (rows: Int32Array) => (isUsable ? rows.filter(isUsable) : rows)
  const parts: SplitRows = {
    train: usable(found.train),
    validation: usable(found.validation),
    test: usable(division.test),
  }
  const windows = cutWindows(plan, division.order, parts)
  if (windows) return cutSeries(windows)
  return {
    parts: mapParts((part) => ({ rows: parts[part], targetRows: parts[part], ends: parts[part] })),
    windows: null,
    window: null,
    fitRows: parts.train,
    fitTargets: parts.train,
  }
}

function cutSeries(windows: Windows): FoldSamples {
  const { order, lookback, horizon, ends } = windows
  const targetOfPlace = new Map(Array.from(ends.train, (end) => [end, targetRowOf(windows, end)]))
  const isRead = new Uint8Array(order.rows.length)
  for (const end of ends.train) isRead.fill(1, end - lookback + 1, end + 1)
  const places = Int32Array.from(isRead.keys()).filter((place) => isRead[place] === 1)
  return {
    parts: mapParts((part) => ({
      rows: ends[part].map((end) => order.rows[end] ?? 0),
      targetRows: ends[part].map((end) => targetRowOf(windows, end)),
      ends: ends[part],
    })),
    windows,
    window: { lookback, horizon },
    fitRows: places.map((place) => order.rows[place] ?? 0),
    fitTargets: places.map((place) => targetOfPlace.get(place) ?? -1),
  }
}

function mapParts<T>(make: (part: Part) => T): { readonly [Name in Part]: T } {
  const [train, validation, test] = PARTS
  return { [train]: make(train), [validation]: make(validation), [test]: make(test) }
}

/** @returns the samples at these places, in their order. */
export function pickSamples({ rows, targetRows, ends }: Samples, places: Int32Array): Samples {
  const at = (list: Int32Array) => places.map((place) => list[place] ?? 0)
  return { rows: at(rows), targetRows: at(targetRows), ends: at(ends) }
}
