/** @file Goes through a recipe step by step: each learns from the training rows as the steps before left them. */
import type { Primitive } from '../../../shared/domain/primitives'
import { newStep, type Recipe, type RecipeStep } from '../../../shared/domain/recipe'
import type { StepFact } from '../../../shared/domain/recipePreview'
import type { Spelling } from '../import/cellText'
import type { PastColumns } from '../plan/recipe/pastSteps'
import { createNamer } from './createNamer'
import type { FigureColumn } from './frame/columns'
import type { Frame } from './frame/frame'
import { applyPrimitive, flowOf } from './primitives'
import { fitStep, resolveColumns } from './steps/registry'
import { NOTHING_FITTED, type FitTarget, type FittedStep } from './steps/rule'

/** What training rows have instead of what a primitive makes: see `FittedStep.own`. */
export type OwnColumns = ReadonlyMap<Primitive, ReadonlyMap<string, FigureColumn>>

export interface FitStepsRequest {
  readonly recipe: Recipe
  /** The training rows; the columns of past steps are among `past`, not here. */
  readonly frame: Frame
  readonly past: PastColumns
  /** @returns the training rows of a column that a past step added. */
  readonly readPast: (name: string) => FigureColumn
  readonly target: FitTarget
  readonly spelling: Spelling
  /** Whether what is left over at the end is treated as usual. @default true */
  readonly isWhole?: boolean
  /** Called after each step of the recipe. */
  readonly onStep?: (done: DoneStep) => void
}

export interface DoneStep {
  readonly step: RecipeStep
  /** Columns that it worked on; none: it did nothing. */
  readonly columns: readonly string[]
  readonly before: Frame
  readonly after: Frame
  readonly facts: () => StepFact[]
}

export interface FittedSteps {
  readonly primitives: readonly Primitive[]
  /** The training rows after all steps. */
  readonly frame: Frame
  readonly own: OwnColumns
  /** Columns of the frame by the place of the raw column that they were made of. */
  readonly order: readonly string[]
}

export function fitSteps(request: FitStepsRequest): FittedSteps {
  const frame = request.frame.copy()
  const progress: Progress = {
    request,
    frame,
    primitives: [],
    own: new Map(),
    places: new Map(frame.names.map((name, place) => [name, place])),
    nameColumn: createNamer([...frame.names, ...request.past.columns.map(({ column }) => column.name)]),
  }
  request.recipe.forEach((step, at) => {
    const before = request.onStep ? frame.copy() : frame
    const columns = resolveColumns(step, frame)
    const fitted = fitOne(step, { columns, seed: at + 1 }, progress)
    request.onStep?.({ step, columns, before, after: frame.copy(), facts: fitted.facts })
  })
  for (const step of request.isWhole === false ? [] : usualEnd(frame)) {
    fitOne(step, { columns: resolveColumns(step, frame), seed: 0 }, progress)
  }
  const { primitives, own, places } = progress
  const order = frame.names.sort((left, right) => (places.get(left) ?? 0) - (places.get(right) ?? 0))
  return { primitives, own, frame, order }
}

interface Progress {
  readonly request: FitStepsRequest
  readonly frame: Frame
  readonly primitives: Primitive[]
  readonly own: Map<Primitive, ReadonlyMap<string, FigureColumn>>
  readonly places: Map<string, number>
  readonly nameColumn: (wanted: string) => string
}

function fitOne(
  step: RecipeStep,
  { columns, seed }: { columns: readonly string[]; seed: number },
  progress: Progress,
): FittedStep {
  const { request, frame, nameColumn } = progress
  const { past, target, spelling } = request
  const known = past.primitives.get(step)
  const fitted = known
    ? { ...NOTHING_FITTED, primitives: known }
    : fitStep(step, { frame, columns, target, seed, spelling, nameColumn })
  for (const primitive of fitted.primitives) {
    const { reads, writes, origins } = flowOf(primitive)
    const usual = placeOf(reads, progress)
    if (known) for (const name of writes) frame.set(name, request.readPast(name))
    else applyPrimitive(primitive, frame)
    const own = writes.flatMap((name) => {
      const column = fitted.own?.get(name)
      return column ? [[name, column] as const] : []
    })
    for (const [name, column] of own) frame.set(name, column)
    if (own.length > 0) progress.own.set(primitive, new Map(own))
    writes.forEach((name, at) => {
      const from = origins?.[at]
      if (!progress.places.has(name)) progress.places.set(name, from ? placeOf(from, progress) : usual)
    })
    progress.primitives.push(primitive)
  }
  return fitted
}

/** @returns the place of the first of the columns that something was made of. */
function placeOf(names: readonly string[], { places }: Pick<Progress, 'places'>): number {
  return names.reduce((first, name) => Math.min(first, places.get(name) ?? 0), Infinity)
}

/** What is left over becomes what a model can read in the usual way. */
function usualEnd(frame: Frame): RecipeStep[] {
  const steps = [
    newStep('encode', '', 'categories'),
    newStep('tfidf', '', 'texts'),
    newStep('picture', '', 'pictures'),
  ]
  return steps.filter((step) => resolveColumns(step, frame).length > 0)
}
