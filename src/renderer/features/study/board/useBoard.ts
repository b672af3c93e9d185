import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import type { TableColumn } from '@renderer/ui'
import type { TrialRow } from '@shared/domain/trial'
import { useSettingText } from '../../model/useSettingText'
import { useStudy, type LabelledParameter } from '../studyContext'
import { boardFields } from './boardFields'
import type { BoardState } from './boardState'
import { parseFilter } from './filterExpression'
import { valueShare } from './valueShare'

/** Columns and rows of the leaderboard as the user looks at it; `isChosen` is what a chart has chosen. */
export function useBoard(state: BoardState, isChosen: Ref<(row: TrialRow) => boolean>) {
  const { t } = useI18n()
  const words = useSettingText()
  const { study, rows, complete, parameters, metricName } = useStudy()

  const fields = computed(() =>
    boardFields(parameters.value, {
      trial: t('study.board.trial'),
      state: t('study.board.state'),
      time: t('study.board.time'),
      epochs: t('trial.epochs'),
      metric: study.value.plan.objective.metric,
      metricName: metricName.value,
      stateName: (trialState) => t(`common.state.${trialState}`),
      valueName: (value) => words.exactText(value),
    }),
  )
  const filter = computed(() => parseFilter(state.filter, fields.value))
  /** Equal values keep this order: the one that the core calls the best stands first. */
  const ordered = computed(() =>
    state.sort?.key === 'value'
      ? rows.value.toSorted((left, right) => lossOf(left) - lossOf(right) || left.number - right.number)
      : rows.value,
  )
  const shown = computed(() =>
    ordered.value.filter(
      (row) =>
        (state.state === 'all' || row.state === state.state) && isChosen.value(row) && filter.value.test(row),
    ),
  )
  const share = computed(() =>
    valueShare(
      complete.value.flatMap(({ value }) => (value === null ? [] : [value])),
      study.value.plan.objective.direction,
    ),
  )

  return { columns: useBoardColumns(), shown, filter, share }
}

const lossOf = (row: TrialRow) => row.validation.loss ?? Number.MAX_VALUE

function useBoardColumns() {
  const { t } = useI18n()
  const format = useFormat()
  const words = useSettingText()
  const { parameters, metricName } = useStudy()
  const parameterColumn = ({ name, label, domain }: LabelledParameter): TableColumn<TrialRow> => {
    const isNumber = domain.kind !== 'choice' || domain.values.every((value) => typeof value === 'number')
    return {
      key: name,
      label,
      title: label,
      width: `${String(columnWidth(label, isNumber ? NUMBER_WIDTHS[domain.kind] : 60))}px`,
      align: isNumber ? 'end' : 'start',
      text: (row) => words.valueText(row.assignment[name]),
      sortBy: (row) => sortable(row.assignment[name]),
    }
  }
  return computed<TableColumn<TrialRow>[]>(() => [
    { key: 'number', label: t('study.board.trial'), width: '46px', sortBy: (row) => row.number },
    {
      key: 'state',
      label: t('study.board.state'),
      width: '76px',
      sortBy: (row) => t(`common.state.${row.state}`),
    },
    {
      key: 'value',
      label: metricName.value,
      width: '100px',
      align: 'end',
      sortBy: (row) => row.value,
    },
    { key: 'curve', label: t('study.board.curve'), width: 'minmax(72px, 1fr)' },
    ...parameters.value.map(parameterColumn),
    {
      key: 'time',
      label: t('study.board.time'),
      width: '56px',
      align: 'end',
      text: (row) => format.duration(row.durationMs),
      sortBy: (row) => row.durationMs,
    },
  ])
}

/** Pixels of usual values: 0.00088 is longer than 256. */
const NUMBER_WIDTHS = { float: 54, integer: 44, choice: 44 }

/** As wide as the head and as usual values: rows are grids of their own, so none may size itself. */
function columnWidth(label: string, values: number): number {
  const text = [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.3), 0)
  return Math.round(Math.max(text + 4, values))
}

function sortable(value: number | string | boolean | undefined): number | string | null {
  if (value === undefined) return null
  return typeof value === 'boolean' ? Number(value) : value
}
