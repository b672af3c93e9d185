import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { useMetricWords } from '@renderer/composables/useMetricWords'
import { useProjectStore } from '@renderer/stores'
import type { StudyId } from '@shared/domain/ids'
import { isTraining, type StudySummary } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'
import { useSettingText } from '../../model/useSettingText'
import { studyParameters } from '../board/studyParameters'
import { gainOverDefault, overCount } from '../live/studyFigures'
import { useStrategyName } from '../useStrategyName'
import { compareSettings } from './compareSettings'
import type { ComparedLine } from './comparison'

/** What is told of studies side by side: how they searched, what they reached, and the settings of their best trials. */
export function useStudyLines(
  studies: () => readonly StudySummary[],
  trials: Ref<ReadonlyMap<StudyId, readonly TrialRow[]> | undefined>,
) {
  const { t } = useI18n()
  const format = useFormat()
  const metrics = useMetricWords()
  const project = useProjectStore()
  const strategyName = useStrategyName()
  const settingLines = useBestSettings(studies, trials)

  const bestText = ({ best, plan }: StudySummary) =>
    best === null
      ? '–'
      : `${format.metric(plan.objective.metric, best.value)} ${metrics.name(plan.objective.metric)}`
  function gainText(study: StudySummary): string {
    const gain = gainOverDefault(study)
    return gain === null ? '–' : format.metricDifference(study.plan.objective.metric, gain)
  }
  const dataText = ({ plan }: StudySummary) =>
    isTraining(plan)
      ? (project.datasets.find(({ latest }) => latest.id === plan.datasetVersionId)?.name ??
        t('compare.otherData'))
      : t('home.programProject')
  const line = (key: string, label: string, text: (study: StudySummary) => string): ComparedLine => {
    const cells = studies().map(text)
    return { key, label, cells, titles: cells }
  }

  return computed((): ComparedLine[] => [
    line('state', t('study.column.state'), ({ state }) => t(`common.studyState.${state}`)),
    line('data', t('study.setup.data'), dataText),
    line('strategy', t('strategy.title'), ({ plan }) => strategyName(plan)),
    line('trials', t('study.column.progress'), (study) =>
      t('study.progressOf', {
        done: format.count(overCount(study)),
        planned: format.count(study.plannedTrials),
      }),
    ),
    line('failed', t('compare.failed'), ({ counts }) => format.count(counts.failed)),
    line('pruned', t('compare.pruned'), ({ counts }) => format.count(counts.pruned)),
    { ...line('best', t('study.column.best'), bestText), best: bestOf(studies()) },
    line('gain', t('compare.gain'), gainText),
    line('found', t('compare.found'), ({ best }) =>
      best === null ? '–' : t('study.chart.trial', { n: best.number }),
    ),
    line('elapsed', t('compare.elapsed'), ({ elapsedMs }) => format.duration(elapsedMs)),
    ...settingLines.value,
  ])
}

/** The best study of all, where they are judged alike and one of them is ahead. */
function bestOf(studies: readonly StudySummary[]): number | undefined {
  const [first] = studies
  const { metric, direction } = first?.plan.objective ?? { metric: 'loss', direction: 'minimize' }
  if (studies.some(({ plan }) => plan.objective.metric !== metric)) return undefined
  const sign = direction === 'maximize' ? -1 : 1
  const ranked = studies
    .flatMap(({ best }, index) => (best === null ? [] : [{ index, cost: sign * best.value }]))
    .sort((left, right) => left.cost - right.cost)
  return ranked[0]?.cost === ranked[1]?.cost ? undefined : ranked[0]?.index
}

function useBestSettings(
  studies: () => readonly StudySummary[],
  trials: Ref<ReadonlyMap<StudyId, readonly TrialRow[]> | undefined>,
) {
  const { t } = useI18n()
  const words = useSettingText()
  const bestRows = computed(() =>
    studies().map(({ id, best }) => trials.value?.get(id)?.find((row) => row.id === best?.trialId)),
  )
  /** Of every parameter that one of the studies has, as the first of them calls it. */
  const labels = computed(() => {
    const entries = studies().flatMap(({ plan }, index) =>
      studyParameters(plan, new Set(Object.keys(bestRows.value[index]?.assignment ?? {}))).map(
        (parameter) =>
          [
            parameter.name,
            isTraining(plan) ? words.parameterLabel(plan.design, parameter) : parameter.name,
          ] as const,
      ),
    )
    return new Map(entries.toReversed())
  })
  return computed(() =>
    compareSettings(
      bestRows.value.map((row) => row?.assignment ?? {}),
      [...labels.value.keys()].toReversed(),
    ).map(({ name, values }, index): ComparedLine => {
      const cells = values.map((value, at) => {
        if (value === undefined) return '–'
        const plan = studies()[at]?.plan
        return plan !== undefined && isTraining(plan) ? words.valueText(value) : words.plainText(value)
      })
      const label = t('compare.bestSetting', { setting: labels.value.get(name) ?? name })
      return { key: `setting ${name}`, label, cells, titles: cells, isApart: index === 0 }
    }),
  )
}
