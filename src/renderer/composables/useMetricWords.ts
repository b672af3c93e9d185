import { useI18n } from 'vue-i18n'
import { isOwnMetric, type MetricName } from '@shared/domain/metric'

/** What metrics are called; one that a program of the user's reports has the name it gave it. */
export function useMetricWords() {
  const { t } = useI18n()
  const own = (metric: MetricName) => (isOwnMetric(metric) ? metric.slice('own.'.length) : null)
  return {
    /** As a title: "Accuracy". */
    name: (metric: MetricName): string => own(metric) ?? t(`common.metric.${metric}`),
    /** Within a sentence: "accuracy". */
    word: (metric: MetricName): string => own(metric) ?? t(`study.metric.${metric}`),
  }
}
