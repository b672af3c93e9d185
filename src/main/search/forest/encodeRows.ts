/** @file Assignments as rows of a forest: places for what has an order, numbers of choices for what has none. */
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import { type Axis, createUnitCube } from '../encoding/unitCube'

export interface RowEncoder {
  readonly axes: readonly Axis[]
  /** As `ForestData` wants it. */
  readonly choices: readonly number[]
  /** @returns a number a feature; NaN where the parameter does not exist. */
  toRow(assignment: Assignment): Float64Array
  toColumns(assignments: readonly Assignment[]): Float64Array[]
}

/** One feature a parameter; one that follows another adds nothing and has none. */
export function createRowEncoder(space: SearchSpace): RowEncoder {
  const { axes } = createUnitCube(space)
  const choices = axes.map(({ isOrdered, count }) => (isOrdered ? 0 : (count ?? 0)))
  const valueOf = (axis: Axis, feature: number, assignment: Assignment): number => {
    const value = assignment[axis.parameter.name]
    if (value === undefined) return Number.NaN
    const place = axis.placeOf(value)
    const size = choices[feature] ?? 0
    return size === 0 ? place : Math.min(size - 1, Math.floor(place * size))
  }
  return {
    axes,
    choices,
    toRow: (assignment) => Float64Array.from(axes, (axis, feature) => valueOf(axis, feature, assignment)),
    toColumns: (assignments) =>
      axes.map((axis, feature) =>
        Float64Array.from(assignments, (assignment) => valueOf(axis, feature, assignment)),
      ),
  }
}
