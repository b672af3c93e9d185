import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSettingText } from '../../model/useSettingText'
import { useStudy } from '../studyContext'
import { boardFields } from './boardFields'
import type { BoardState } from './boardState'
import { parseFilter, type RowFilter } from './filterExpression'
import { isTrainingCost } from '@shared/domain/search/objective'

/** What the user has written to filter the trials, as the board and the charts read it. */
export function useRowFilter(state: Pick<BoardState, 'filter'>): ComputedRef<RowFilter> {
  const { t } = useI18n()
  const words = useSettingText()
  const { study, parameters, metricName } = useStudy()
  const fields = computed(() => {
    const { objective, furtherObjectives = [] } = study.value.plan
    return boardFields(parameters.value, {
      trial: t('study.board.trial'),
      state: t('study.board.state'),
      time: t('study.board.time'),
      epochs: t('trial.epochs'),
      metric: objective.metric,
      metricName: metricName.value,
      furtherMetrics: furtherObjectives.flatMap(({ measure }) => (isTrainingCost(measure) ? [] : [measure])),
      stateName: (trialState) => t(`common.state.${trialState}`),
      valueName: (value) => words.exactText(value),
    })
  })
  return computed(() => parseFilter(state.filter, fields.value))
}
