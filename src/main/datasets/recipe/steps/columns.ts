/** @file Steps that add columns, or take them out, by rules that learn nothing. */
import type { Primitive } from '../../../../shared/domain/primitives'
import type { StepOf } from '../../../../shared/domain/recipe'
import { DATE_PART_CYCLES } from '../../../../shared/domain/datePart'
import { AppError } from '../../../../shared/errors/appError'
import { countTerms, listTerms } from '../../statistics/shaping/polynomialTerms'
import { NOTHING_FITTED, takesFigures, type FitContext, type FittedStep, type StepRules } from './rule'

/** Columns that products of columns may become. */
export const MOST_PRODUCTS = 20_000

export const COLUMN_RULES: StepRules<'drop' | 'dateParts' | 'polynomial'> = {
  drop: {
    takes: () => true,
    fit: (_, { columns }) => withPrimitives([{ kind: 'drop', columns: [...columns] }]),
  },
  dateParts: {
    takes: (column) => column.kind === 'figures' && column.isDate,
    fit: fitDateParts,
  },
  polynomial: { takes: takesFigures, fit: fitPolynomial },
}

function withPrimitives(primitives: Primitive[]): FittedStep {
  return { primitives, facts: () => [] }
}

function fitDateParts(step: StepOf<'dateParts'>, { columns, nameColumn }: FitContext): FittedStep {
  const calendars = columns.flatMap((column) =>
    step.parts.map((part): Primitive => {
      const isCyclic = step.isCyclic && DATE_PART_CYCLES[part] !== null
      const wanted = datePartNames(column, part, isCyclic)
      return { kind: 'calendar', column, part, isCyclic, names: wanted.map(nameColumn) }
    }),
  )
  return withPrimitives(step.dropsDate ? [...calendars, { kind: 'drop', columns: [...columns] }] : calendars)
}

/** @returns `when.month`, or `when.month.sin` and `when.month.cos`. */
export function datePartNames(column: string, part: string, isCyclic: boolean): string[] {
  const name = `${column}.${part}`
  return isCyclic ? [`${name}.sin`, `${name}.cos`] : [name]
}

/** @throws {recipe/too-many-columns} */
function fitPolynomial(step: StepOf<'polynomial'>, { columns, nameColumn }: FitContext): FittedStep {
  const options = { columns: columns.length, degree: step.degree, interactionOnly: step.interactionOnly }
  const count = countTerms(options) - columns.length
  if (count > MOST_PRODUCTS)
    throw new AppError('recipe/too-many-columns', { step: step.id, count, limit: MOST_PRODUCTS })
  const factors = listTerms(options)
    .filter((term) => term.length > 1)
    .map((term) => term.map((place) => columns[place] ?? ''))
  if (factors.length === 0) return NOTHING_FITTED
  return withPrimitives([
    { kind: 'products', names: factors.map((term) => nameColumn(nameProduct(term))), factors },
  ])
}

/** `a*b`, `a^2*b` */
function nameProduct(factors: readonly string[]): string {
  const powers = new Map<string, number>()
  for (const factor of factors) powers.set(factor, (powers.get(factor) ?? 0) + 1)
  return [...powers].map(([factor, power]) => (power === 1 ? factor : `${factor}^${power}`)).join('*')
}
