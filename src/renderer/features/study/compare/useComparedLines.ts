import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { useMetricWords } from '@renderer/composables/useMetricWords'
import { rankTrials } from '@shared/domain/rankTrials'
import { isTraining } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'
import { measureOf } from '@shared/domain/trialFront'
import { useStudy } from '../studyContext'
import { compareSettings } from './compareSettings'
import type { ComparedLine } from './comparison'
import { isTrainingCost } from '@shared/domain/search/objective'

/**
 * What is told of trials side by side: results first, then settings.
 * @returns the lines, and how many settings are the same in all of them
 */
export function useComparedLines(compared: Ref<readonly TrialRow[]>, isAll: Ref<boolean>) {
  const results = useResultLines(compared)
  const { parameters, settingText } = useStudy()
  const settings = computed(() =>
    compareSettings(
      compared.value.map(({ assignment }) => assignment),
      parameters.value.map(({ name }) => name),
    ),
  )
  const same = computed(() => settings.value.filter(({ isDifferent }) => !isDifferent).length)
  const settingLines = computed(() =>
    settings.value
      .filter(({ isDifferent }) => isAll.value || isDifferent)
      .map(({ name, values }, index): ComparedLine => {
        const label = parameters.value.find((parameter) => parameter.name === name)?.label ?? name
        const cells = values.map((value) => (value === undefined ? '–' : settingText(value)))
        return { key: name, label, cells, titles: cells, isApart: index === 0 }
      }),
  )
  return { lines: computed(() => [...results.value, ...settingLines.value]), same }
}

function useResultLines(compared: Ref<readonly TrialRow[]>) {
  const { t } = useI18n()
  const format = useFormat()
  const metrics = useMetricWords()
  const { study, metricName, formatValue, formatDeviation } = useStudy()
  const valueText = ({ value, deviation }: TrialRow): string =>
    deviation === null ? formatValue(value) : `${formatValue(value)} ±${formatDeviation(deviation)}`
  const best = computed(() => {
    const [first, second] = rankTrials(compared.value, study.value.plan.objective)
    return first === undefined || first.value === second?.value ? undefined : compared.value.indexOf(first)
  })
  const further = computed(() =>
    (study.value.plan.furtherObjectives ?? []).flatMap(({ measure }): ComparedLine[] =>
      isTrainingCost(measure)
        ? []
        : [
            line(`further ${measure}`, metrics.name(measure), (row) =>
              format.metric(measure, measureOf(measure, row)),
            ),
          ],
    ),
  )
  const line = (key: string, label: string, text: (row: TrialRow) => string): ComparedLine => ({
    ...{ key, label },
    cells: compared.value.map(text),
  })

  return computed((): ComparedLine[] => {
    const { plan } = study.value
    const isTrained = isTraining(plan)
    const { metric } = plan.objective
    return [
      line('state', t('trial.state'), ({ state }) => t(`common.state.${state}`)),
      { ...line('value', metricName.value, valueText), best: best.value },
      ...(isTrained
        ? [
            line('train', t('compare.training', { metric: metricName.value }), (row) =>
              format.metric(metric, row.train[metric]),
            ),
          ]
        : []),
      ...further.value,
      line('step', t(isTrained ? 'trial.bestEpoch' : 'program.bestStep'), ({ bestStep, step }) =>
        bestStep === null ? '–' : t('trial.epochsOf', { step: bestStep, planned: step }),
      ),
      ...(isTrained
        ? [
            line('weights', t('trial.weights'), ({ weightCount }) =>
              weightCount === null ? '–' : format.count(weightCount),
            ),
          ]
        : []),
      line('time', t('trial.duration'), ({ durationMs }) => format.duration(durationMs)),
    ]
  })
}
