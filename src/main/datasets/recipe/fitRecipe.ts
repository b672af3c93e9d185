/** @file Learns a recipe from training rows, and from no other. */
import type { FittedRecipe, FittedWindow, RawColumn } from '../../../shared/domain/fittedRecipe'
import { invariant } from '../../../shared/errors/appError'
import type { Division } from '../plan/divide'
import type { ColumnData, PlanData } from '../plan/planData'
import { rawKindOf } from '../plan/rawColumns'
import { toFigures } from './frame/columns'
import type { Frame } from './frame/frame'
import { readFrame } from './frame/readFrame'
import { fitSteps, type DoneStep, type OwnColumns } from './fitSteps'
import { readTarget, scaleTarget } from './fitTarget'
import { listInputs } from './listInputs'
import { prunePrimitives } from './primitives'
import { countCategories } from './steps/countTexts'
import type { FitTarget } from './steps/rule'

export interface FitRecipeRequest {
  readonly data: PlanData
  readonly division: Pick<Division, 'selection' | 'labels' | 'classOfRow'>
  /** Rows to learn from. */
  readonly rows: Int32Array
  /** The row whose target each of them is to predict, −1 for none; by default its own. */
  readonly targetRows?: Int32Array
  readonly window?: FittedWindow | null
  /** Called after each step of the recipe. */
  readonly onStep?: (done: DoneStep) => void
}

export interface RecipeFit {
  readonly fitted: FittedRecipe
  /** The training rows after all steps, with the columns that are theirs alone. */
  readonly frame: Frame
  readonly own: OwnColumns
  readonly target: FitTarget
}

/** @throws {dataset/no-inputs} {recipe/too-many-columns} */
export function fitRecipe(request: FitRecipeRequest): RecipeFit {
  const { data, division, rows, targetRows = rows, window = null } = request
  invariant(data.target, 'a reviewed plan has a target')
  const scaling = scaleTarget(data.target, targetRows)
  const target = readTarget(data, division, { rows: targetRows, ...scaling })
  const raw = readFrame(data.inputs, rows)
  const { past } = division.selection
  const steps = fitSteps({
    recipe: data.plan.recipe,
    frame: raw,
    past,
    readPast: (name) => readPast(past.columns, name, rows),
    target,
    decimal: data.plan.dialect.decimal,
    ...(request.onStep ? { onStep: request.onStep } : {}),
  })
  const inputs = listInputs({ ...steps, window })
  const wanted = inputs.flatMap(({ source }) =>
    source.kind === 'figures' ? source.features : [source.column],
  )
  const { primitives, reads } = prunePrimitives(steps.primitives, wanted)
  return {
    frame: steps.frame,
    own: steps.own,
    target,
    fitted: {
      reads: data.inputs
        .filter(({ column }) => reads.has(column.name))
        .map((input) => describeRaw(input, raw, division)),
      primitives,
      inputs,
      window,
      target: data.target.column.name,
      output: division.labels ? { kind: 'classes', labels: [...division.labels] } : { kind: 'number' },
      ...scaling,
    },
  }
}

function readPast(columns: readonly ColumnData[], name: string, rows: Int32Array) {
  const column = columns.find((one) => one.column.name === name)
  invariant(column?.kind === 'number', `no past column ${name}`)
  return toFigures(Float64Array.from(rows, (row) => column.view.values[row] ?? NaN))
}

/** Categories that a form offers. */
const MOST_CATEGORIES = 1000

function describeRaw(
  { kind, column }: ColumnData,
  raw: Frame,
  { selection }: FitRecipeRequest['division'],
): RawColumn {
  const known = rawKindOf(column)
  const read =
    kind === 'number' ? (known === 'date' ? 'date' : 'number') : known === 'number' ? 'category' : known
  const categories =
    read === 'category'
      ? countCategories(raw.texts(column.name))
          .ranked.slice(0, MOST_CATEGORIES)
          .map(({ text }) => text)
      : []
  return {
    column: column.name,
    kind: read,
    isRequired: selection.required.has(column.name),
    categories,
  }
}
