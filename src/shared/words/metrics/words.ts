/** @file What metrics are called, for the window and for reports. */
import type { BuiltInMetric } from '../../domain/metric'

export interface MetricWords {
  readonly title: Readonly<Record<BuiltInMetric, string>>
  readonly inSentence: Readonly<Record<BuiltInMetric, string>>
}
