/** @file Corrections of single rows. Rows are divided first, so that a corrected row stays in its part and sealed rows stay sealed. */
import type { Correction } from '../../../shared/domain/correction'
import { PARTS } from '../../../shared/domain/split'
import { AppError } from '../../../shared/errors/appError'
import { parseNumber } from '../import/cellText'
import type { Division } from './divide'
import type { NumberData, PlanData } from './planData'

interface Planned {
  readonly data: PlanData
  readonly division: Division
}

/** @throws {dataset/bad-correction} for a label that the data does not have, or a text that is no number. */
export function applyCorrections({ data, division }: Planned): Planned {
  const { corrections = [] } = data.plan
  return corrections.length === 0
    ? { data, division }
    : exclude(relabel({ data, division }, corrections), corrections)
}

function relabel({ data, division }: Planned, corrections: readonly Correction[]): Planned {
  const wanted = corrections.flatMap((one) =>
    one.kind === 'relabel' && one.row < data.rowCount ? [one] : [],
  )
  const { target } = data
  if (wanted.length === 0 || !target) return { data, division }
  if (target.kind === 'number') {
    const values = target.view.values.slice()
    for (const { row, label } of wanted) {
      const value = parseNumber(label, data.plan.dialect.decimal)
      if (Number.isNaN(value)) throw new AppError('dataset/bad-correction', { row: row + 1, value: label })
      values[row] = value
    }
    const corrected: NumberData = { ...target, view: { ...target.view, values } }
    // The past of a series reads the target, too.
    const inputs = data.inputs.map((input) => (input === target ? corrected : input))
    return { data: { ...data, inputs, target: corrected }, division }
  }
  const { labels } = division
  const classOfRow = division.classOfRow?.slice() ?? null
  for (const { row, label } of wanted) {
    const code = labels?.indexOf(label) ?? -1
    if (code < 0) throw new AppError('dataset/bad-correction', { row: row + 1, value: label })
    if (classOfRow) classOfRow[row] = code
  }
  return { data, division: { ...division, classOfRow } }
}

function exclude({ data, division }: Planned, corrections: readonly Correction[]): Planned {
  const gone = new Set(corrections.flatMap((one) => (one.kind === 'exclude' ? [one.row] : [])))
  if (gone.size === 0) return { data, division }
  const without = (rows: Int32Array): Int32Array => rows.filter((row) => !gone.has(row))
  const { selection, parts, folds, test } = division
  const rows = without(selection.rows)
  const droppedCount = selection.droppedCount + selection.rows.length - rows.length
  return {
    data,
    division: {
      ...division,
      selection: { ...selection, rows, droppedCount },
      parts: { ...parts, ...Object.fromEntries(PARTS.map((part) => [part, without(parts[part])])) },
      folds: folds.map(({ train, validation }) => ({
        train: without(train),
        validation: without(validation),
      })),
      test: without(test),
    },
  }
}
