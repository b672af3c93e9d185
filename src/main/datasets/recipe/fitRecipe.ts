/** @file Learns a recipe from training rows, and from no other. */
import type { FittedRecipe, FittedWindow, RawColumn } from '../../../shared/domain/fittedRecipe'
import { invariant } from '../../../shared/errors/appError'
import type { Division } from '../plan/divide'
import type { ColumnData, PlanData } from '../plan/planData'
import { rawKindOf } from '../plan/recipe/rawColumns'
import { toFigures } from './frame/columns'
import type { Frame } from './frame/frame'
import { readFrame } from './frame/readFrame'
import { fitSteps, type FitStepsRequest, type OwnColumns } from './fitSteps'
import { readTarget, scaleTarget, type TargetScaling } from './fitTarget'
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
  const { data, division, window = null } = request
  const { column, scaling, steps: asked } = readTraining(request)
  const steps = fitSteps(asked)
  const inputs = listInputs({ ...steps, window })
  const wanted = inputs.flatMap(({ source }) =>
    source.kind === 'figures' ? source.features : [source.column],
  )
  const { primitives, reads } = prunePrimitives(steps.primitives, wanted)
  return {
    frame: steps.frame,
    own: steps.own,
    target: asked.target,
    fitted: {
      reads: data.inputs
        .filter((input) => reads.has(input.column.name))
        .map((input) => describeRaw(input, asked.frame, division)),
      primitives,
      inputs,
      window,
      target: column,
      output: division.labels ? { kind: 'classes', labels: [...division.labels] } : { kind: 'number' },
      ...scaling,
    },
  }
}

/** @returns the training rows and their targets, as steps are fitted to them. */
export function readTraining({ data, division, rows, targetRows = rows }: FitRecipeRequest): {
  readonly column: string
  readonly scaling: TargetScaling
  readonly steps: FitStepsRequest
} {
  invariant(data.target, 'a reviewed plan has a target')
  const scaling = scaleTarget(data.target, targetRows)
  const { past } = division.selection
  return {
    column: data.target.column.name,
    scaling,
    steps: {
      recipe: data.plan.recipe,
      frame: readFrame(data.inputs, rows),
      past,
      readPast: (name) => readPast(past.columns, name, rows),
      target: readTarget(data, division, { rows: targetRows, ...scaling }),
      spelling: data.plan.dialect,
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
