/** @file What one column is fitted with. */
import type { Decimal } from '../import/cellText'
import type { indexSteps } from '../plan/recipeSteps'

export interface FitOptions {
  /** Rows to learn from. */
  readonly rows: Int32Array
  readonly decimal: Decimal
  /** The steps of the recipe that name the column. */
  readonly steps: ReturnType<ReturnType<typeof indexSteps>>
}
