import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { useMetricWords } from '@renderer/composables/useMetricWords'
import type { Direction } from '@shared/domain/metric'
import { COSTS, type FurtherObjective } from '@shared/domain/search/objective'
import { useStudy } from '../studyContext'

/** An objective of the study as charts show it. */
export interface ShownObjective {
  readonly label: string
  readonly direction: Direction
  readonly format: (value: number) => string
  /** What a model costs, not how good it is. */
  readonly isCost?: boolean
  /** As a filter of the board names it. */
  readonly field: string
  /** What a value has to be multiplied with to be that of the field. */
  readonly unit: number
}

/** All objectives, the first one first. */
export function useObjectives(): ComputedRef<readonly ShownObjective[]> {
  const { t } = useI18n()
  const format = useFormat()
  const metrics = useMetricWords()
  const { study, metricName, formatValue } = useStudy()
  const further = ({ measure, direction }: FurtherObjective): ShownObjective => {
    if (measure === 'weights') {
      const label = t('strategy.objective.weights')
      return { label, direction, format: format.count, field: 'weights', unit: 1, isCost: true }
    }
    if (measure === 'trainingTime') {
      const label = t('strategy.objective.trainingTime')
      return { label, direction, format: format.duration, field: 'time', unit: 1 / 1000, isCost: true }
    }
    const own = (value: number) => format.metric(measure, value)
    return {
      label: metrics.name(measure),
      direction,
      format: own,
      field: measure,
      unit: 1,
      isCost: COSTS.some((cost) => cost === measure),
    }
  }
  return computed(() => {
    const { objective, furtherObjectives = [] } = study.value.plan
    const first = { label: metricName.value, direction: objective.direction, format: formatValue }
    return [{ ...first, field: 'value', unit: 1 }, ...furtherObjectives.map(further)]
  })
}
