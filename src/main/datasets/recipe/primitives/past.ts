/** @file Primitives that look at earlier rows of a frame whose rows follow each other in time. */
import type { PrimitiveOf } from '../../../../shared/domain/primitives'
import { difference, lag, rolling } from '../../series'
import type { Frame } from '../frame/frame'
import { at, neededPlaces, type PrimitiveRule, type PrimitiveRules } from './rule'

type PastKind = 'lag' | 'rolling' | 'difference'
type Look = (values: Float64Array, stretches: { readonly startOf: Int32Array }) => Float64Array

export const PAST_RULES: PrimitiveRules<PastKind> = {
  lag: lookingBack(
    ({ distance }) =>
      (values, stretches) =>
        lag(values, stretches, distance),
  ),
  rolling: lookingBack(
    ({ statistic, window }) =>
      (values, stretches) =>
        rolling(values, stretches, { statistic, window }),
  ),
  difference: lookingBack(
    ({ distance }) =>
      (values, stretches) =>
        difference(values, stretches, distance),
  ),
}

function lookingBack<P extends PrimitiveOf<PastKind>>(look: (primitive: P) => Look): PrimitiveRule<P> {
  return {
    apply: (primitive, frame) => {
      const { columns, names } = primitive
      columns.forEach((column, place) => {
        addPast(frame, { column, name: names[place] ?? column, look: look(primitive) })
      })
    },
    flow: ({ columns, names }) => ({
      reads: [...new Set(columns)],
      writes: names,
      origins: columns.map((column) => [column]),
    }),
    narrow: (primitive, isNeeded) => {
      const places = neededPlaces(primitive.names, isNeeded)
      return (
        places && {
          ...primitive,
          names: at(primitive.names, places),
          columns: at(primitive.columns, places),
        }
      )
    },
  }
}

function addPast(frame: Frame, { column, name, look }: { column: string; name: string; look: Look }): void {
  const source = frame.figures(column)
  const startOf = frame.startOf ?? new Int32Array(frame.rowCount)
  frame.setLazily(name, () => look(source.values, { startOf }))
}
