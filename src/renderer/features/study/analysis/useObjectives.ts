import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { useMetricWords } from '@renderer/composables/useMetricWords'
import { metricBounds, type Direction, type MetricBounds } from '@shared/domain/metric'
import { COSTS, type FurtherObjective } from '@shared/domain/search/objective'
import { useStudy } from '../studyContext'

/** An objective of the study as charts show it. */
export interface ShownObjective {
  readonly label: string
  readonly direction: Direction
  readonly format: (value: number) => string
  /** Between what its values lie. */
  readonly bounds: MetricBounds
  /** What a model costs, not how good it is. */
  readonly isCost?: boolean
  /** As a filter of the board names it. */
  readonly field: string
  /** What a value has to be multiplied with to be that of the field. */
  readonly unit: number
}

const COST = { bounds: { low: 0, high: Infinity }, isCost: true }

/** All objectives, the first one first. */
export function useObjectives(): ComputedRef<readonly ShownObjective[]> {
  const { t } = useI18n()
  const format = useFormat()
  const metrics = useMetricWords()
  const { study, metricName, bounds, formatValue } = useStudy()
  const further = ({ measure, direction }: FurtherObjective): ShownObjective => {
    if (measure === 'weights') {
      const label = t('strategy.objective.weights')
      return { label, direction, ...COST, format: format.count, field: 'weights', unit: 1 }
    }
    if (measure === 'trainingTime') {
      const label = t('strategy.objective.trainingTime')
      return { label, direction, ...COST, format: format.duration, field: 'time', unit: 1 / 1000 }
    }
    const own = (value: number) => format.metric(measure, value)
    return {
      label: metrics.name(measure),
      direction,
      format: own,
      bounds: metricBounds(measure),
      field: measure,
      unit: 1,
      isCost: COSTS.some((cost) => cost === measure),
    }
  }
  return computed(() => {
    const { objective, furtherObjectives = [] } = study.value.plan
    const first = { label: metricName.value, direction: objective.direction, format: formatValue }
    const own = { ...first, bounds: bounds.value, field: 'value', unit: 1 }
    return [own, ...furtherObjectives.map(further)]
  })
}
