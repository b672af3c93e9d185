/** @file What a calendar says about a date as ONNX nodes: the steps of `shared/domain/datePart`, in float64. */
import { DATE_PART_CYCLES, type DatePart } from '../../../../../shared/domain/datePart'
import type { OnnxSketch } from '../../onnxSketch'
import { one, TO_DOUBLE, TO_FLOAT } from '../math/constants'
import type { Emitters } from '../recipeSketch'

export const CALENDAR_EMITTERS: Emitters<'calendar'> = {
  calendar: ({ column, part, isCyclic, names }, { sketch, frame }) => {
    const math = new Doubles(sketch)
    const second = math.floor(math.plus(math.times(frame.take([column]), 86_400), 0.5))
    const day = math.wholes(second, 86_400)
    const seconds = math.minus(second, math.times(day, 86_400))
    const value = PARTS[part](math, day, seconds)
    const cycle = isCyclic && names.length === 2 ? DATE_PART_CYCLES[part] : null
    if (!cycle) return frame.put(names, value)
    const turns = sketch.op('Cast', [math.plus(value, -cycle.first)], TO_FLOAT)
    const angle = sketch.op('Mul', [turns, sketch.floats('turn', [1], [(2 * Math.PI) / cycle.length])])
    const [sine = '', cosine = ''] = names
    frame.put([sine], sketch.op('Sin', [angle]), 'float32')
    frame.put([cosine], sketch.op('Cos', [angle]), 'float32')
  },
}

/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_SHIFT = 719_468
const ERA_DAYS = 146_097

/** Whole numbers in float64, where NaN stays NaN. */
class Doubles {
  constructor(private readonly sketch: OnnxSketch) {}

  plus(x: string, y: string | number): string {
    return this.sketch.op('Add', [x, this.operand(y)])
  }

  minus(x: string, y: string): string {
    return this.sketch.op('Sub', [x, y])
  }

  times(x: string, factor: number): string {
    return this.sketch.op('Mul', [x, this.operand(factor)])
  }

  floor(x: string): string {
    return this.sketch.op('Floor', [x])
  }

  /** ⌊x / divisor⌋ */
  wholes(x: string, divisor: number): string {
    return this.floor(this.sketch.op('Div', [x, this.operand(divisor)]))
  }

  /** 1 where x is at least the limit, else 0; 0 for NaN. */
  atLeast(x: string, limit: number): string {
    return this.sketch.op('Cast', [this.sketch.op('GreaterOrEqual', [x, this.operand(limit)])], TO_DOUBLE)
  }

  private operand(value: string | number): string {
    return typeof value === 'string' ? value : one(this.sketch, value)
  }
}

interface Civil {
  readonly year: string
  readonly month: string
  readonly dayOfMonth: string
}

/** Hinnant, "chrono-compatible date algorithms", as `toCivil`. */
function toCivil(math: Doubles, day: string): Civil {
  const shifted = math.plus(day, EPOCH_SHIFT)
  const era = math.wholes(shifted, ERA_DAYS)
  const dayOfEra = math.minus(shifted, math.times(era, ERA_DAYS))
  const leaps = math.minus(math.wholes(dayOfEra, 36_524), math.wholes(dayOfEra, 1460))
  const regular = math.minus(math.plus(dayOfEra, leaps), math.wholes(dayOfEra, ERA_DAYS - 1))
  const yearOfEra = math.wholes(regular, 365)
  const yearDays = math.plus(
    math.times(yearOfEra, 365),
    math.minus(math.wholes(yearOfEra, 4), math.wholes(yearOfEra, 100)),
  )
  const dayOfYear = math.minus(dayOfEra, yearDays)
  const shiftedMonth = math.wholes(math.plus(math.times(dayOfYear, 5), 2), 153)
  const monthDays = math.wholes(math.plus(math.times(shiftedMonth, 153), 2), 5)
  const isNextYear = math.atLeast(shiftedMonth, 10)
  return {
    year: math.plus(math.plus(yearOfEra, math.times(era, 400)), isNextYear),
    month: math.minus(math.plus(shiftedMonth, 3), math.times(isNextYear, 12)),
    dayOfMonth: math.plus(math.minus(dayOfYear, monthDays), 1),
  }
}

/** Days since 1970-01-01 of the first of January. */
function firstDayOf(math: Doubles, year: string): string {
  const before = math.plus(year, -1)
  const leaps = math.minus(
    math.plus(math.wholes(before, 4), math.wholes(before, 400)),
    math.wholes(before, 100),
  )
  return math.plus(math.plus(math.times(math.plus(year, -1970), 365), leaps), -477)
}

/** Monday 0 to Sunday 6. */
function weekdayOf(math: Doubles, day: string): string {
  const shifted = math.plus(day, 3)
  return math.minus(shifted, math.times(math.wholes(shifted, 7), 7))
}

function weekOf(math: Doubles, day: string): string {
  const thursday = math.plus(math.minus(day, weekdayOf(math, day)), 3)
  const first = firstDayOf(math, toCivil(math, thursday).year)
  return math.plus(math.wholes(math.minus(thursday, first), 7), 1)
}

/** As the table of `datePart`. */
const PARTS: { readonly [Part in DatePart]: (math: Doubles, day: string, seconds: string) => string } = {
  year: (math, day) => toCivil(math, day).year,
  quarter: (math, day) => math.wholes(math.plus(toCivil(math, day).month, 2), 3),
  month: (math, day) => toCivil(math, day).month,
  week: weekOf,
  dayOfYear: (math, day) => math.plus(math.minus(day, firstDayOf(math, toCivil(math, day).year)), 1),
  dayOfMonth: (math, day) => toCivil(math, day).dayOfMonth,
  weekday: weekdayOf,
  hour: (math, _, seconds) => math.wholes(seconds, 3600),
  minute: (math, _, seconds) => {
    const hours = math.times(math.wholes(seconds, 3600), 3600)
    return math.wholes(math.minus(seconds, hours), 60)
  },
  // Saturday 5 and Sunday 6 reach 5; NaN − NaN keeps a missing date missing.
  isWeekend: (math, day) => math.plus(math.atLeast(weekdayOf(math, day), 5), math.minus(day, day)),
}
