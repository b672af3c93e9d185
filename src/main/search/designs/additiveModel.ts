/** @file A model in which every level of every parameter adds an amount of its own. */
import type { Assignment, ParameterValue } from '../../../shared/domain/searchSpace'
import { leastSquares } from './leastSquares'

/** A complete trial. */
export interface EffectRow {
  readonly assignment: Assignment
  /** The objective of each fold and seed, or the one value, in its own units. */
  readonly responses: readonly number[]
}

/** A parameter with the values it had. */
export interface Factor {
  readonly name: string
  readonly values: readonly ParameterValue[]
}

export interface Model {
  /** By parameter, then level, relative to the first level of each. */
  readonly shares: ReadonlyMap<string, readonly number[]>
  readonly residual: number
  readonly rank: number
}

/** Where a parameter does not exist it adds nothing: what that changes is put down to its parent. */
export function fitModel(factors: readonly Factor[], rows: readonly EffectRow[], y: Float64Array): Model {
  const columns = [Float64Array.from(rows, () => 1)]
  const starts = factors.map(({ name, values }) => {
    const start = columns.length
    for (const value of values.slice(1))
      columns.push(Float64Array.from(rows, ({ assignment }) => (assignment[name] === value ? 1 : 0)))
    return start
  })
  const { coefficients, residual, rank } = leastSquares(columns, y)
  const shares = factors.map(({ name, values }, index): [string, number[]] => {
    const start = starts[index] ?? 0
    return [name, [0, ...coefficients.slice(start, start + values.length - 1)]]
  })
  return { shares: new Map(shares), residual, rank }
}

/** @returns what a parameter adds in an assignment; 0 where it does not exist. */
export function shareIn(
  { factors, model }: { readonly factors: readonly Factor[]; readonly model: Model },
  parameter: string,
  assignment: Assignment,
): number {
  const values = factors.find(({ name }) => name === parameter)?.values ?? []
  const value = assignment[parameter]
  const level = value === undefined ? -1 : values.indexOf(value)
  return model.shares.get(parameter)?.[level] ?? 0
}
