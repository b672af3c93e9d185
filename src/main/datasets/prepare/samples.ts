/** @file The samples of each part of a fold: the rows that are read, and the rows whose targets they are to predict. */
import type { FittedWindow } from '../../../shared/domain/fittedRecipe'
import { ALL_ROWS, PARTS, type Part } from '../../../shared/domain/split'
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
  /** From 0, or `ALL_ROWS`. */
  readonly fold: number
  /** Whether a row can be used at all, for instance because its picture could be decoded; null: all can. */
  readonly isUsable: ((row: number) => boolean) | null
}

export function cutSamples(
  { plan }: PlanData,
  division: Division,
  { fold, isUsable }: FoldRequest,
): FoldSamples {
  const isWhole = fold === ALL_ROWS
  const found = division.folds[isWhole ? 0 : fold]
  invariant(found, `no fold ${fold}`)
  const usable = (rows: Int32Array) => (isUsable ? rows.filter(isUsable) : rows)
  const parts: SplitRows = {
    train: usable(isWhole ? joinRows(found) : found.train),
    validation: usable(found.validation),
    test: usable(division.test),
  }
  const windows = cutWindows(plan, division.order, isWhole ? { ...parts, validation: NO_ROWS } : parts)
  if (windows) return cutSeries(isWhole ? withValidation(windows, usable(found.validation)) : windows)
  return {
    parts: mapParts((part) => ({ rows: parts[part], targetRows: parts[part], ends: parts[part] })),
    windows: null,
    window: null,
    fitRows: parts.train,
    fitTargets: parts.train,
  }
}

const NO_ROWS = new Int32Array(0)

function joinRows({ train, validation }: Pick<SplitRows, 'train' | 'validation'>): Int32Array {
  return Int32Array.from([...train, ...validation]).sort()
}

/** Windows that were learnt from are looked at once more, as those whose targets are these rows. */
function withValidation(windows: Windows, rows: Int32Array): Windows {
  const wanted = new Set(rows)
  const validation = windows.ends.train.filter((end) => wanted.has(targetRowOf(windows, end)))
  return { ...windows, ends: { ...windows.ends, validation } }
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
