/** @file What a calendar says about a date. */
import { cyclicDatePart, datePart } from '../../../../shared/domain/datePart'
import { once } from '../frame/columns'
import { wholeOrNone, type PrimitiveRules } from './rule'

export const DATE_RULES: PrimitiveRules<'calendar'> = {
  calendar: {
    apply: ({ column, part, isCyclic, names }, frame) => {
      const source = frame.figures(column)
      const [first = column, second = null] = names
      if (!isCyclic || second === null) {
        frame.setLazily(first, () => source.values.map((days) => datePart(days, part)))
        return
      }
      const points = once(() => toCircle(source.values, (days) => cyclicDatePart(days, part)))
      frame.setLazily(first, () => points().sines)
      frame.setLazily(second, () => points().cosines)
    },
    ...wholeOrNone(({ column, names }) => ({ reads: [column], writes: names })),
  },
}

function toCircle(
  values: Float64Array,
  pointOf: (days: number) => readonly [sine: number, cosine: number] | null,
): { sines: Float64Array; cosines: Float64Array } {
  const sines = new Float64Array(values.length).fill(NaN)
  const cosines = new Float64Array(values.length).fill(NaN)
  values.forEach((days, row) => {
    const point = pointOf(days)
    if (!point) return
    sines[row] = point[0]
    cosines[row] = point[1]
  })
  return { sines, cosines }
}
