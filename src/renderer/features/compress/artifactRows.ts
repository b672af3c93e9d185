import type { ArtifactSummary, MeasuredSize } from '@shared/domain/artifact'
import type { MetricName } from '@shared/domain/metric'

/** A line of the table: the trial itself, or what was made of it. */
export interface ArtifactRow {
  readonly key: string
  /** Null for the trial itself. */
  readonly artifact: ArtifactSummary | null
  readonly size: MeasuredSize
  readonly timesSmaller: number
  readonly value: number | null
  readonly change: number | null
}

/** The trial as it was last measured, then the artifacts in their order. */
export function toRows(artifacts: readonly ArtifactSummary[], metric: MetricName): ArtifactRow[] {
  const [latest] = artifacts
  if (!latest) return []
  const valueOf = (size: MeasuredSize): number | null => size.validation[metric] ?? null
  const own: ArtifactRow = {
    ...{ key: 'trial', artifact: null, size: latest.before, timesSmaller: 1, change: null },
    value: valueOf(latest.before),
  }
  return [
    own,
    ...artifacts.map((artifact): ArtifactRow => {
      const { before, after } = artifact
      const [was, is] = [valueOf(before), valueOf(after)]
      return {
        ...{ key: artifact.id, artifact, size: after, value: is },
        timesSmaller: before.sizeBytes / after.sizeBytes,
        change: was === null || is === null ? null : is - was,
      }
    }),
  ]
}

/** The objective where the files answer to it, else the first of their figures: a loss is of the training alone. */
export function shownMetric(artifacts: readonly ArtifactSummary[], objective: MetricName): MetricName {
  const measured = artifacts[0]?.before.validation ?? {}
  if (measured[objective] !== undefined) return objective
  return (Object.keys(measured)[0] as MetricName | undefined) ?? objective
}
