/** @file What steps for series add: worked out once over all rows in their order, before rows are divided. */
import type { Primitive } from '../../../../shared/domain/primitives'
import type { RecipeStep } from '../../../../shared/domain/recipe'
import { applyPrimitives, flowOf } from '../../recipe/primitives'
import { createNamer } from '../../recipe/createNamer'
import { Frame } from '../../recipe/frame/frame'
import { readFrame } from '../../recipe/frame/readFrame'
import { fitStep, resolveColumns } from '../../recipe/steps/registry'
import { orderSeries, type SeriesOrder } from '../../series'
import { pick } from '../../splits/splitRequest'
import { orderRows } from '../orderRows'
import type { NumberData, PlanData } from '../planData'

export interface PastColumns {
  /** A figure a row of the table; NaN in rows that are not used. */
  readonly columns: readonly NumberData[]
  /** What each step is lowered to. */
  readonly primitives: ReadonlyMap<RecipeStep, readonly Primitive[]>
}

export const NO_PAST: PastColumns = { columns: [], primitives: new Map() }

export function isPastStep({ kind }: Pick<RecipeStep, 'kind'>): boolean {
  return kind === 'lag' || kind === 'rolling' || kind === 'difference'
}

/** @param rows that count, ascending: a row that was left out is none that others look back on. */
export function addPast(data: PlanData, rows: Int32Array): PastColumns {
  const steps = data.plan.recipe.filter((step) => isPastStep(step) && !step.isOff)
  if (steps.length === 0) return NO_PAST
  const order = orderRows(data, rows) ?? orderByTime(data, rows)
  const raw = readFrame(data.inputs, order.rows)
  const frame = new Frame(
    raw.rowCount,
    raw.names.map((name) => [name, raw.get(name)]),
    order.startOf,
  )
  const nameColumn = createNamer(frame.names)
  const primitives = new Map<RecipeStep, readonly Primitive[]>()
  for (const step of steps) {
    const columns = resolveColumns(step, frame)
    const spelling = data.plan.dialect
    const fitted = fitStep(step, { frame, columns, target: NO_TARGET, seed: 0, spelling, nameColumn })
    applyPrimitives(fitted.primitives, frame)
    primitives.set(step, fitted.primitives)
  }
  const names = [...primitives.values()].flat().flatMap((primitive) => flowOf(primitive).writes)
  const columns = names.map((name) => toColumn(name, frame.figures(name).values, { order, data }))
  return { columns, primitives }
}

/** Steps that look back ask for none. */
const NO_TARGET = { kind: 'number', values: new Float64Array(0) } as const

function orderByTime({ divides }: PlanData, rows: Int32Array): SeriesOrder {
  const { time, seriesOf } = divides
  return orderSeries({
    rows,
    timeOf: time && Float64Array.from(rows, (row) => time.view.values[row] ?? NaN),
    seriesOf: seriesOf && pick(seriesOf, rows),
    breaks: null,
  })
}

function toColumn(
  name: string,
  figures: Float64Array,
  { order, data }: { order: SeriesOrder; data: PlanData },
): NumberData {
  const values = new Float64Array(data.rowCount).fill(NaN)
  order.rows.forEach((row, place) => (values[row] = figures[place] ?? NaN))
  return {
    kind: 'number',
    column: { name, index: data.plan.columns.length, type: 'number', role: 'input' },
    view: { values, oddRows: new Int32Array(0), oddExample: null },
  }
}
