/** @file Fills missing cells. */
import type { Primitive } from '../../../../shared/domain/primitives'
import type { StepOf } from '../../../../shared/domain/recipe'
import type { StepFact } from '../../../../shared/domain/recipePreview'
import { parseFigure } from '../../import/cellText'
import { momentsOf } from '../../statistics/column/moments'
import { presentOf } from '../../statistics/column/present'
import { medianOf } from '../../statistics/column/select'
import { fitDonors, type Donors } from '../../statistics/neighbours/imputeNeighbours'
import type { FigureColumn, FrameColumn, TextColumn } from '../frame/columns'
import { countCategories } from './countTexts'
import { NOTHING_FITTED, type FitContext, type FittedStep, type StepRule } from './rule'

type Impute = StepOf<'impute'>

export const IMPUTE_RULE: StepRule<Impute> = {
  takes: (column) => column.kind === 'figures' || (column.kind === 'texts' && column.use === 'category'),
  fit: (step, context) => {
    // Rows that lack the cell are gone already.
    if (step.method === 'dropRow') return NOTHING_FITTED
    const { frame, columns } = context
    const figures = columns.filter((name) => frame.get(name).kind === 'figures')
    const texts = columns.filter((name) => frame.get(name).kind === 'texts')
    const parts = [
      step.indicator ? addIndicators(context) : NOTHING_FITTED,
      step.method === 'neighbours'
        ? fillByNeighbours(step, { ...context, columns: figures })
        : fillFigures(step, { ...context, columns: figures }),
      fillTexts(step, { ...context, columns: texts }),
    ]
    return {
      primitives: parts.flatMap(({ primitives }) => primitives),
      facts: () => parts.flatMap(({ facts }) => facts()),
    }
  },
}

/** Only where the training rows lack a cell: elsewhere it would say nothing. */
function addIndicators({ frame, columns, nameColumn }: FitContext): FittedStep {
  const lacking = columns.filter((name) => countMissing(frame.get(name)) > 0)
  if (lacking.length === 0) return NOTHING_FITTED
  const names = lacking.map((name) => nameColumn(`${name}.missing`))
  return {
    primitives: [{ kind: 'indicator', columns: lacking, names }],
    facts: () => [{ kind: 'columnsAdded', count: names.length }],
  }
}

function fillFigures(step: Impute, { frame, columns, spelling }: FitContext): FittedStep {
  if (columns.length === 0) return NOTHING_FITTED
  const values = columns.map((name) => {
    const column = frame.figures(name)
    const parse = (text: string) => parseFigure(text, column.isDate, spelling)
    return figureFor(step, column, parse)
  })
  return {
    primitives: [{ kind: 'fill', columns: [...columns], values }],
    facts: () =>
      columns.map((name, at) => filled(name, countMissing(frame.get(name)), String(values[at] ?? 0))),
  }
}

/** A constant that is no figure counts as the median; so does a category of its own, which figures cannot have. */
function figureFor(step: Impute, { values }: FigureColumn, parse: (text: string) => number): number {
  if (step.method === 'constant') {
    const constant = parse((step.constant ?? '').trim())
    if (!Number.isNaN(constant)) return constant
  }
  const present = presentOf(values)
  if (present.length === 0) return 0
  if (step.method === 'mean') return momentsOf(present).mean
  return step.method === 'mode' ? commonest(present.slice().sort()) : medianOf(present)
}

/** @param sorted ascending. @returns the commonest figure, the smallest of several. */
function commonest(sorted: Float64Array): number {
  let [best, bestRun, run] = [sorted[0] ?? 0, 0, 0]
  sorted.forEach((value, at) => {
    run = at > 0 && value === sorted[at - 1] ? run + 1 : 1
    if (run > bestRun) [best, bestRun] = [value, run]
  })
  return best
}

function fillByNeighbours({ neighbours }: Impute, { frame, columns, seed }: FitContext): FittedStep {
  if (columns.length === 0) return NOTHING_FITTED
  const donors = fitDonors(
    columns.map((name) => frame.figures(name).values),
    { seed },
  )
  const primitive: Primitive = {
    kind: 'neighbours',
    columns: [...columns],
    donors: toRows(donors),
    neighbours,
    means: [...donors.means],
  }
  return {
    primitives: [primitive],
    facts: () => columns.map((name) => filled(name, countMissing(frame.get(name)), null)),
  }
}

function toRows({ rows, columnCount }: Donors): (number | null)[][] {
  return Array.from({ length: rows.length / columnCount }, (_, donor) =>
    Array.from(rows.subarray(donor * columnCount, (donor + 1) * columnCount), (value) =>
      Number.isNaN(value) ? null : value,
    ),
  )
}

function fillTexts(step: Impute, { frame, columns }: FitContext): FittedStep {
  const values = columns.map((name) => textFor(step, frame.texts(name)))
  return {
    primitives: columns.map((column, at) => ({ kind: 'fillText', column, value: values[at] ?? '' })),
    facts: () => columns.map((name, at) => filled(name, countMissing(frame.get(name)), values[at] ?? '')),
  }
}

/**
 * "" stands for "missing" as a category. Where no training row lacks the cell there is nothing to learn about such a
 * category, and a later gap counts as the commonest one.
 */
function textFor({ method, constant = '' }: Impute, column: TextColumn): string {
  if (method === 'constant' && constant.trim() !== '') return constant.trim()
  const { ranked, missing } = countCategories(column)
  return method === 'ownCategory' && missing > 0 ? '' : (ranked[0]?.text ?? '')
}

function countMissing(column: FrameColumn): number {
  let count = 0
  if (column.kind === 'figures') {
    for (const value of column.values) if (Number.isNaN(value)) count++
  } else if (column.kind === 'texts') {
    for (const code of column.codes) if (code < 0) count++
  }
  return count
}

function filled(column: string, count: number, value: string | null): StepFact {
  return { kind: 'filled', column, count, value }
}
