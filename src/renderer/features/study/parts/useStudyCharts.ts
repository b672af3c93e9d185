import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { buildHistoryOption, type HistoryPoint } from '@renderer/charts/buildHistoryOption'
import { buildParallelOption, drawnLines } from '@renderer/charts/buildParallelOption'
import { useChartTheme } from '@renderer/charts/chartTheme'
import type { ParallelAxis } from '@renderer/charts/parallelAxes'
import type { TrialRow } from '@shared/domain/trial'
import { useChosen } from '../analysis/useChosen'
import { OBJECTIVE_AXIS, objectiveScale, parallelLines, scaleOf } from '../board/parallelView'
import { useStudy } from '../studyContext'

const OUTCOMES: Record<TrialRow['state'], HistoryPoint['outcome']> = {
  queued: 'running',
  running: 'running',
  paused: 'running',
  complete: 'complete',
  pruned: 'unfinished',
  interrupted: 'unfinished',
  failed: 'failed',
}

export function useHistoryChart() {
  const { t } = useI18n()
  const theme = useChartTheme()
  const { study, rows, bounds, formatValue } = useStudy()
  const { chosen } = useChosen()
  const option = computed(() =>
    buildHistoryOption({
      chosen: chosen.value,
      points: rows.value.map(({ number, value, state }) => ({ number, value, outcome: OUTCOMES[state] })),
      direction: study.value.plan.objective.direction,
      bounds: bounds.value,
      theme: theme.value,
      format: formatValue,
      labels: {
        best: t('study.chart.bestSoFar'),
        trial: (n) => t('study.chart.trial', { n }),
        failed: t('study.chart.failed'),
        running: t('study.chart.running'),
        unfinished: t('study.chart.unfinished'),
      },
    }),
  )
  const label = computed(() => t('study.chart.historyLabel', { value: formatValue(study.value.best?.value) }))
  return { option, label }
}

/** One axis a parameter; the last is the result. */
export function useParallelAxes() {
  const { study, complete, parameters, metricName, bounds, formatValue, settingText } = useStudy()
  return computed<ParallelAxis[]>(() => [
    ...parameters.value.map(({ name, label, domain }) => ({
      key: name,
      label,
      scale: scaleOf(domain),
      format: (value: number | string | boolean) => settingText(value),
    })),
    {
      key: OBJECTIVE_AXIS,
      label: metricName.value,
      scale: objectiveScale(complete.value, bounds.value),
      isInverse: study.value.plan.objective.direction === 'minimize',
      format: (value) => formatValue(typeof value === 'number' ? value : null),
    },
  ])
}

export function useParallelChart(axes: ReturnType<typeof useParallelAxes>, isCompact: boolean) {
  const theme = useChartTheme()
  const { study, complete } = useStudy()
  const { chosen } = useChosen()
  const lines = computed(() => parallelLines(complete.value, axes.value, study.value.plan.objective))
  const option = computed(() =>
    buildParallelOption({
      axes: axes.value,
      lines: lines.value,
      chosen: chosen.value,
      theme: theme.value,
      isCompact,
    }),
  )
  const drawnCount = computed(() => drawnLines(lines.value).length)
  return { option, lines, drawnCount }
}
