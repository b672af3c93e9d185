/** @file What is known of each kind of step: which columns it works on, and what it learns from the training rows. */
import type { Primitive } from '../../../../shared/domain/primitives'
import type { StepKind, StepOf } from '../../../../shared/domain/recipe'
import type { StepFact } from '../../../../shared/domain/recipePreview'
import type { Spelling } from '../../import/cellText'
import type { Categories } from '../../statistics/column/categories'
import type { FigureColumn, FrameColumn } from '../frame/columns'
import type { Frame } from '../frame/frame'

/** What the training rows are to teach, row by row of the frame. Rows without a target have NaN, or the code −1. */
export type FitTarget =
  | { readonly kind: 'classes'; readonly labels: readonly string[]; readonly categories: Categories }
  /** `values` as the model sees them: centred and scaled. */
  | { readonly kind: 'number'; readonly values: Float64Array }

export interface FitContext {
  /** The training rows as the steps before left them; not to be changed. */
  readonly frame: Frame
  /** Columns of the frame that the step names and can work on; one at least. */
  readonly columns: readonly string[]
  readonly target: FitTarget
  readonly seed: number
  readonly spelling: Spelling
  /** @returns a name like the wanted one that no column has or had. */
  readonly nameColumn: (wanted: string) => string
}

export interface FittedStep {
  readonly primitives: readonly Primitive[]
  /** What training rows have instead of what the primitives make, by name. */
  readonly own?: ReadonlyMap<string, FigureColumn>
  /** What it learnt and did, in figures; worked out when it is asked for. */
  readonly facts: () => StepFact[]
}

export interface StepRule<Step> {
  /** Whether it can work on a column. */
  takes(column: FrameColumn, step: Step): boolean
  fit(step: Step, context: FitContext): FittedStep
}

/** Rules of some kinds: a file a family. */
export type StepRules<Kind extends StepKind> = { readonly [K in Kind]: StepRule<StepOf<K>> }

export const NOTHING_FITTED: FittedStep = { primitives: [], facts: () => [] }

export function takesFigures(column: FrameColumn): boolean {
  return column.kind === 'figures'
}

/** @returns the columns of a step as they are, by name. */
export function figuresOf({ frame, columns }: FitContext): Float64Array[] {
  return columns.map((name) => frame.figures(name).values)
}
