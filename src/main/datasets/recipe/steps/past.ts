/** @file Steps for series. They learn nothing; what they add is worked out once, over all rows in their order. */
import type { PrimitiveOf } from '../../../../shared/domain/primitives'
import type { FrameColumn } from '../frame/columns'
import type { FitContext, FittedStep, StepRules } from './rule'

const takes = (column: FrameColumn) => column.kind === 'figures' && !column.isDate

export const PAST_STEP_RULES: StepRules<'lag' | 'rolling' | 'difference'> = {
  lag: {
    takes,
    fit: ({ lags }, context) =>
      added(lags.map((distance) => ({ kind: 'lag', distance, ...nameEach(context, `lag${distance}`) }))),
  },
  rolling: {
    takes,
    fit: ({ statistics, window }, context) =>
      added(
        statistics.map((statistic) => ({
          kind: 'rolling',
          window,
          statistic,
          ...nameEach(context, `${statistic}${window}`),
        })),
      ),
  },
  difference: {
    takes,
    fit: ({ distance }, context) =>
      added([{ kind: 'difference', distance, ...nameEach(context, `difference${distance}`) }]),
  },
}

function added(primitives: PrimitiveOf<'lag' | 'rolling' | 'difference'>[]): FittedStep {
  return { primitives, facts: () => [] }
}

/** `sales.lag1`, `sales.mean7` */
function nameEach(
  { columns, nameColumn }: FitContext,
  suffix: string,
): { columns: string[]; names: string[] } {
  return { columns: [...columns], names: columns.map((column) => nameColumn(`${column}.${suffix}`)) }
}
