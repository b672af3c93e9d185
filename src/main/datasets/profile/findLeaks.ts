/** @file Finds inputs that know the answer: a single column that predicts the target almost alone. */
import { isMissingAt } from '../plan/selectRows'
import type { CategoryData, ColumnData } from '../plan/planData'
import { correlate, correlationRatio } from './association'

/** Fewer rows prove nothing. */
const MIN_ROWS = 20

/** @returns how surely the input gives the target away, from 0 to 1, or null where it does not. */
export function findLeak(input: ColumnData, target: ColumnData, rows: Int32Array): number | null {
  if (rows.length < MIN_ROWS) return null
  if (target.kind === 'number')
    return input.kind === 'number' ? aboveLimit(correlate(input.view.values, target.view.values)) : null
  const byPresence = leakByPresence(input, target, rows)
  if (byPresence !== null) return byPresence
  return input.kind === 'number'
    ? aboveLimit(correlationRatio(input.view.values, target.view))
    : leakByCategory(input, target, rows)
}

function aboveLimit(bond: number | null): number | null {
  return bond !== null && bond > 0.99 ? bond : null
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
  const width = target.view.texts.length
  const cells = new Map<number, number>()
  for (const row of rows) {
    const cell = ((input.view.codes[row] ?? -1) + 1) * width + (target.view.codes[row] ?? 0)
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  }
  const best = new Map<number, number>()
  const totals = new Map<number, number>()
  for (const [cell, count] of cells) {
    const [category, label] = [Math.floor(cell / width), cell % width]
    best.set(category, Math.max(best.get(category) ?? 0, count))
    totals.set(label, (totals.get(label) ?? 0) + count)
  }
  if (best.size > rows.length / 10) return null
  const right = [...best.values()].reduce((sum, count) => sum + count, 0) / rows.length
  const base = Math.max(...totals.values()) / rows.length
  return right >= 0.95 && 1 - right < (1 - base) * 0.15 ? right : null
}
