/** @file Joins columns of figures to fewer: principal components. */
import type { StepOf } from '../../../../shared/domain/recipe'
import {
  fitPrincipalComponents,
  whitenComponents,
  type ComponentCount,
} from '../../statistics/components/principalComponents'
import { sampleColumns } from './sampleColumns'
import { NOTHING_FITTED, takesFigures, type StepRule } from './rule'

/** Shares that a preview lists. */
const MOST_SHOWN = 50

export const REDUCE_RULE: StepRule<StepOf<'reduce'>> = {
  takes: takesFigures,
  fit: (step, context) => {
    if (context.frame.rowCount < 2) return NOTHING_FITTED
    const keep: ComponentCount =
      step.method === 'count'
        ? { kind: 'count', count: step.components }
        : { kind: 'share', share: step.share }
    const found = fitPrincipalComponents(sampleColumns(context).columns, keep, context.seed)
    const components = step.whiten ? whitenComponents(found) : found.components
    return {
      primitives: [
        {
          kind: 'project',
          columns: [...context.columns],
          means: [...found.means],
          components: components.map((component) => [...component]),
          names: components.map((_, at) => context.nameColumn(`component ${at + 1}`)),
        },
      ],
      facts: () => [
        {
          kind: 'components',
          shares: [...found.shares.subarray(0, MOST_SHOWN)],
          inputs: context.columns.length,
        },
      ],
    }
  },
}
