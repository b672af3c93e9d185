import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { useMetricWords } from '@renderer/composables/useMetricWords'
import type { TableColumn } from '@renderer/ui'
import { compareEquals } from '@shared/domain/compareResults'
import { type FurtherObjective, isTrainingCost } from '@shared/domain/search/objective'
import { isPruneCode } from '@shared/domain/search/pruneReason'
import type { TrialRow } from '@shared/domain/trial'
import { measureOf } from '@shared/domain/trialFront'
import { useStudy, type LabelledParameter } from '../studyContext'
import type { BoardState } from './boardState'
import { useReason } from '../useReason'
import { useRowFilter } from './useRowFilter'
import { valueShare } from './valueShare'

/** Columns and rows of the leaderboard as the user looks at it; `isChosen` is what a chart has chosen. */
export function useBoard(state: BoardState, isChosen: Ref<(row: TrialRow) => boolean>) {
  const { study, rows, complete, front } = useStudy()
  const offFront = ({ id }: TrialRow) => (front.value.has(id) ? 0 : 1)
  const filter = useRowFilter(state)
  /** Equal values keep this order: the front, and the one that the core calls the best, stand first. */
  const ordered = computed(() =>
    state.sort?.key === 'value'
      ? rows.value.toSorted((left, right) => offFront(left) - offFront(right) || compareEquals(left, right))
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

  const all = useBoardColumns()
  const columns = computed(() => fillWidth(all.value.filter(({ key }) => !state.hidden.includes(key))))
  const hideable = computed(() => all.value.filter(({ key }) => !KEPT_COLUMNS.includes(key)))
  return { columns, hideable, shown, filter, share }
}

/** A board without them would not say which trial a row is. */
const KEPT_COLUMNS: readonly string[] = ['compare', 'number', 'value']

function useBoardColumns() {
  const { t } = useI18n()
  const format = useFormat()
  const describe = useReason()
  const further = useFurtherColumns()
  const { rows, complete, parameters, metricName, settingText } = useStudy()
  const hasDeviation = computed(() => complete.value.some(({ deviation }) => deviation !== null))
  const hasOrigin = computed(() => rows.value.some(({ origin }) => origin.kind !== 'sampler'))
  const hasReason = computed(() => rows.value.some(isPruned))
  const originColumn = (): TableColumn<TrialRow> => ({
    key: 'origin',
    label: t('steering.origin'),
    width: '84px',
    sortBy: ({ origin }) => (origin.kind === 'fork' ? origin.trial : origin.kind === 'manual' ? 0 : null),
  })
  const reasonColumn = (): TableColumn<TrialRow> => ({
    key: 'reason',
    label: t('trial.reason'),
    width: 'minmax(150px, 1fr)',
    text: (row) => (isPruned(row) && row.reason !== null ? describe(row.reason).title : ''),
  })
  const parameterColumn = ({ name, label, domain }: LabelledParameter): TableColumn<TrialRow> => {
    const isNumber = domain.kind !== 'choice' || domain.values.every((value) => typeof value === 'number')
    return {
      key: name,
      label,
      title: label,
      width: `${String(columnWidth(label, isNumber ? NUMBER_WIDTHS[domain.kind] : 60))}px`,
      align: isNumber ? 'end' : 'start',
      text: (row) => settingText(row.assignment[name]),
      sortBy: (row) => sortable(row.assignment[name]),
    }
  }
  return computed<TableColumn<TrialRow>[]>(() => [
    { key: 'compare', label: t('compare.column'), isLabelHidden: true, width: '16px' },
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
      width: hasDeviation.value ? '136px' : '100px',
      align: 'end',
      sortBy: (row) => row.value,
    },
    ...further.value,
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
    ...(hasOrigin.value ? [originColumn()] : []),
    ...(hasReason.value ? [reasonColumn()] : []),
  ])
}

/** Given up, or waiting at a rung. */
const isPruned = ({ reason }: TrialRow): boolean => reason !== null && isPruneCode(reason.code)

/** A column for each objective after the first. */
function useFurtherColumns() {
  const { t } = useI18n()
  const format = useFormat()
  const metrics = useMetricWords()
  const { study } = useStudy()
  const text = (measure: FurtherObjective['measure'], value: number | null): string => {
    if (value === null) return '–'
    if (measure === 'weights') return format.count(value)
    return measure === 'trainingTime' ? format.duration(value) : format.metric(measure, value)
  }
  return computed(() =>
    (study.value.plan.furtherObjectives ?? []).map(({ measure }): TableColumn<TrialRow> => {
      const label = isTrainingCost(measure) ? t(`strategy.objective.${measure}`) : metrics.name(measure)
      return {
        ...{ key: `objective ${measure}`, label, title: label, align: 'end' as const },
        width: `${String(columnWidth(label, 64))}px`,
        text: (row) => text(measure, measureOf(measure, row)),
        sortBy: (row) => measureOf(measure, row),
      }
    }),
  )
}

/** Without a column that takes what is left, the last one does. */
function fillWidth(columns: TableColumn<TrialRow>[]): TableColumn<TrialRow>[] {
  if (columns.some(({ width }) => width?.includes('fr'))) return columns
  return columns.map((column, index) =>
    index === columns.length - 1 ? { ...column, width: `minmax(${column.width ?? '90px'}, 1fr)` } : column,
  )
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
