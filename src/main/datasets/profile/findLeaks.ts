/** @file Finds inputs that know the answer: a single column that predicts the target almost alone. */
import { correlate, correlateRanks } from '../statistics/association/correlate'
import { countPairs } from '../statistics/association/contingency'
import { correlationRatio } from '../statistics/association/correlationRatio'
import { sampleRows, takeCodes, takeRows } from '../statistics/column/sampleRows'
import { guessByNeighbour } from '../statistics/scores/guessByNeighbour'
import { isMissingAt } from '../plan/selectRows'
import type { CategoryData, ColumnData, NumberData } from '../plan/planData'

/** Fewer rows prove nothing. */
const MIN_ROWS = 20
/** Bonds from 0 to 1 beyond which a column knows the answer. */
const SURE_BOND = 0.99
/** Lines, ranks and neighbours are looked at in a sample, which knows r = 0.99 to three digits. */
const SAMPLE_ROWS = 5000

/** @returns how surely the input gives the target away, from 0 to 1, or null where it does not. */
export function findLeak(input: ColumnData, target: ColumnData, rows: Int32Array): number | null {
  if (rows.length < MIN_ROWS) return null
  const some = sampleOf(rows)
  if (target.kind === 'number')
    return input.kind === 'number' ? leakByLine(input, target, some) : leakByGroups(input, target, rows)
  const byPresence = leakByPresence(input, target, rows)
  if (byPresence !== null) return byPresence
  return input.kind === 'number' ? leakByFigure(input, target, some) : leakByCategory(input, target, rows)
}

/** The same rows serve every input of a table. */
const samples = new WeakMap<Int32Array, Int32Array>()

function sampleOf(rows: Int32Array): Int32Array {
  const known = samples.get(rows)
  if (known) return known
  const some = sampleRows(rows.length, SAMPLE_ROWS, 0).map((place) => rows[place] ?? 0)
  samples.set(rows, some)
  return some
}

function aboveLimit(bond: number | null): number | null {
  return bond !== null && bond > SURE_BOND ? bond : null
}

/** A copy of the target, with noise or in another unit, or anything that rises or falls with it. */
function leakByLine(input: NumberData, target: NumberData, rows: Int32Array): number | null {
  const own = takeRows(input.view.values, rows)
  const answers = takeRows(target.view.values, rows)
  const byLine = aboveLimit(Math.abs(correlate(own, answers) ?? 0))
  // A target that grows for years goes with its date: that is a trend, not a leak.
  if (byLine !== null || input.column.type === 'date') return byLine
  return aboveLimit(Math.abs(correlateRanks(own, answers) ?? 0))
}

/**
 * Names that stand for figures of the target. Many names explain much by chance alone, so that the share of the variance is
 * corrected for their number (ε² of Kelley 1935).
 */
function leakByGroups(input: CategoryData, target: NumberData, rows: Int32Array): number | null {
  const known = rows.filter((row) => !isMissingAt(input, row))
  const groups = new Set(known.map((row) => input.view.codes[row] ?? -1)).size
  if (known.length - groups < MIN_ROWS || groups < 2) return null
  const bond = correlationRatio(takeRows(target.view.values, known), {
    codes: takeCodes(input.view.codes, known),
    size: input.view.texts.length,
  })
  if (bond === null) return null
  const corrected = 1 - ((1 - bond ** 2) * (known.length - 1)) / (known.length - groups)
  return aboveLimit(Math.sqrt(Math.max(0, corrected)))
}

/** Figures that tell the classes apart by their size, or stand for their names. */
function leakByFigure(input: NumberData, target: CategoryData, rows: Int32Array): number | null {
  const own = takeRows(input.view.values, rows)
  const answers = { codes: takeCodes(target.view.codes, rows), size: target.view.texts.length }
  const bond = aboveLimit(correlationRatio(own, answers))
  if (bond !== null) return bond
  const { right, base, count } = guessByNeighbour(own, answers)
  const isMostlyThere = count >= MIN_ROWS && count >= rows.length / 2
  return isMostlyThere && right > SURE_BOND && 1 - right < (1 - base) * 0.05 ? right : null
}

/** Cells that are filled for one class only: the number of the lifeboat, the day of the discharge. */
function leakByPresence(input: ColumnData, target: CategoryData, rows: Int32Array): number | null {
  const { codes } = target.view
  let [code, present, ofClass] = [-1, 0, 0]
  for (const row of rows) {
    if (isMissingAt(input, row)) continue
    if (present++ === 0) code = codes[row] ?? -1
    else if (codes[row] !== code) return null
  }
  if (present < MIN_ROWS || present > rows.length * 0.8) return null
  for (const row of rows) if (codes[row] === code) ofClass++
  return ofClass < rows.length * 0.9 ? 1 : null
}

/** The share of rows that guessing the commonest class of each category gets right, "missing" being one of them. */
function leakByCategory(input: CategoryData, target: CategoryData, rows: Int32Array): number | null {
  const {
    count,
    right: totals,
    pairs,
  } = countPairs(
    { codes: takeCodes(input.view.codes, rows).map((code) => code + 1), size: input.view.texts.length + 1 },
    { codes: takeCodes(target.view.codes, rows), size: target.view.texts.length },
  )
  const best = new Map<number, number>()
  for (const pair of pairs) best.set(pair.left, Math.max(best.get(pair.left) ?? 0, pair.count))
  if (best.size > rows.length / 10) return null
  const right = [...best.values()].reduce((sum, most) => sum + most, 0) / count
  const base = totals.reduce((most, total) => Math.max(most, total), 0) / count
  return right >= 0.95 && 1 - right < (1 - base) * 0.15 ? right : null
}
