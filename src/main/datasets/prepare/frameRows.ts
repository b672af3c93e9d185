/** @file Rows of a plan as its fitted recipe makes them. */
import { isPast } from '../../../shared/domain/primitives'
import { invariant } from '../../../shared/errors/appError'
import type { Division } from '../plan/divide'
import type { PlanData } from '../plan/planData'
import type { RecipeFit } from '../recipe/fitRecipe'
import { toFigures } from '../recipe/frame/columns'
import type { Frame } from '../recipe/frame/frame'
import { readFrame } from '../recipe/frame/readFrame'
import { applyPrimitive, flowOf } from '../recipe/primitives'

export interface FrameRequest {
  readonly data: PlanData
  readonly division: Division
  readonly fit: Pick<RecipeFit, 'fitted' | 'own'>
}

/**
 * @param rows of the table.
 * @param places of rows that train, where each stands among the rows that were learnt from (−1: it does not), for they
 * may have columns of their own; null for rows that do not train.
 */
export function frameRows(
  { data, division, fit }: FrameRequest,
  rows: Int32Array,
  places: Int32Array | null,
): Frame {
  const { reads, primitives } = fit.fitted
  const names = new Set(reads.map(({ column }) => column))
  const frame = readFrame(
    data.inputs.filter(({ column }) => names.has(column.name)),
    rows,
  )
  for (const primitive of primitives) {
    if (isPast(primitive)) addPast(frame, flowOf(primitive).writes, { division, rows })
    else applyPrimitive(primitive, frame)
    if (!places) continue
    for (const [name, { values: own }] of fit.own.get(primitive) ?? []) {
      const { values } = frame.figures(name)
      frame.set(
        name,
        toFigures(
          values.map((value, at) => ((places[at] ?? -1) < 0 ? value : (own[places[at] ?? 0] ?? NaN))),
        ),
      )
    }
  }
  return frame
}

function addPast(
  frame: Frame,
  names: readonly string[],
  { division, rows }: { division: Division; rows: Int32Array },
): void {
  for (const name of names) {
    const found = division.selection.past.columns.find(({ column }) => column.name === name)
    invariant(found, `no past column ${name}`)
    frame.set(name, toFigures(Float64Array.from(rows, (row) => found.view.values[row] ?? NaN)))
  }
}
