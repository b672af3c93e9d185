/** @file Which cells a row cannot do without: those that no step fills before a model, or a step, needs them. */
import type { Recipe, RecipeStep } from '../../../../shared/domain/recipe'
import { columnsMadeBy } from './madeColumns'
import { means, type RawKind, type RawKinds } from './rawColumns'

export interface NeededColumns {
  /** Columns whose missing cell makes a row unusable, because nothing fills it. */
  readonly needed: ReadonlySet<string>
  /** Columns whose missing cell leaves the row out, by the step that says so. */
  readonly dropped: ReadonlyMap<RecipeStep, ReadonlySet<string>>
}

/** A column that may lack cells: because of these raw columns, or those of the past. */
interface Open {
  readonly kind: RawKind
  readonly because: ReadonlySet<string>
}

/**
 * Goes through a recipe as its columns do. What is made of a column lacks a cell where it does, until a step fills it;
 * what cannot be named yet (products, intervals) is filled only by steps for all numbers.
 */
export function findNeeded(recipe: Recipe, inputs: RawKinds): NeededColumns {
  const open = new Map<string, Open>(
    [...inputs].map(([name, kind]) => [name, { kind, because: new Set([name]) }]),
  )
  const needed = new Set<string>()
  const dropped = new Map<RecipeStep, Set<string>>()
  const close = (step: RecipeStep, isNeeded: boolean): Set<string> => {
    const because = new Set<string>()
    for (const [name, column] of open) {
      if (!means(step, name, column.kind)) continue
      for (const cause of column.because) because.add(cause)
      open.delete(name)
    }
    if (isNeeded) for (const cause of because) needed.add(cause)
    return because
  }
  for (const [at, step] of recipe.entries()) {
    if (step.isOff) continue
    addMade(step, at, open)
    if (step.kind === 'impute' && step.method === 'dropRow') dropped.set(step, close(step, false))
    else if (FILLS.has(step.kind)) close(step, false)
    else if (NEEDS.has(step.kind)) close(step, true)
  }
  for (const { kind, because } of open.values())
    if (kind !== 'text') for (const cause of because) needed.add(cause)
  return { needed, dropped }
}

/** Whatever becomes of the columns, gaps do not matter any more. A text that is missing is an empty one. */
const FILLS: ReadonlySet<RecipeStep['kind']> = new Set(['impute', 'drop', 'tokens', 'tfidf'])
/** Nothing can be made of a gap. */
const NEEDS: ReadonlySet<RecipeStep['kind']> = new Set(['encode', 'reduce', 'picture'])

/** What they give back is a date no more. */
const CHANGES: ReadonlySet<RecipeStep['kind']> = new Set(['transform', 'bin', 'scale', 'normalize'])

function addMade(step: RecipeStep, at: number, open: Map<string, Open>): void {
  const kinds = new Map([...open].map(([name, { kind }]) => [name, kind]))
  for (const { name, from } of columnsMadeBy(step, kinds)) {
    const because = step.kind === 'dateParts' ? (open.get(from)?.because ?? new Set([from])) : new Set([name])
    open.set(name, { kind: 'number', because })
  }
  const meant = [...open].filter(([name, { kind }]) => means(step, name, kind))
  if (CHANGES.has(step.kind))
    for (const [name, { because }] of meant) open.set(name, { kind: 'number', because })
  if (replaces(step)) for (const [name] of meant) open.delete(name)
  if (!makesUnnamed(step)) return
  const because = new Set(meant.flatMap(([, column]) => [...column.because]))
  if (because.size > 0) open.set(`made by step ${at}`, { kind: 'number', because })
}

function makesUnnamed(step: RecipeStep): boolean {
  return step.kind === 'polynomial' || (step.kind === 'bin' && step.output === 'oneHot')
}

function replaces(step: RecipeStep): boolean {
  return step.kind === 'dateParts' ? step.dropsDate : step.kind === 'bin' && step.output === 'oneHot'
}
