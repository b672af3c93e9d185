import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { METRIC_DIRECTIONS, type BuiltInMetric, type Direction } from '@shared/domain/metric'
import { COSTS } from '@shared/domain/search/objective'
import type { FurtherGoal } from './setupForm'

export interface Measure {
  readonly measure: FurtherGoal['measure']
  readonly label: string
  readonly direction: Direction
}

/** What a study can be judged by beside its first objective: costs first, as they say something new. */
export function useMeasures(metrics: Ref<readonly BuiltInMetric[]>): ComputedRef<readonly Measure[]> {
  const { t } = useI18n()
  return computed(() => [
    ...COSTS.map((measure): Measure => ({
      measure,
      label: t(`strategy.objective.${measure}`),
      direction: 'minimize',
    })),
    ...metrics.value.map((measure) => ({
      ...{ measure, label: t(`common.metric.${measure}`), direction: METRIC_DIRECTIONS[measure] },
    })),
  ])
}

/** @returns the first measure that is not an objective yet; null where all are. */
export function nextGoal(measures: readonly Measure[], taken: readonly string[]): FurtherGoal | null {
  const free = measures.find(({ measure }) => !taken.includes(measure))
  return free === undefined ? null : { measure: free.measure, direction: free.direction }
}
