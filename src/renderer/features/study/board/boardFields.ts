import type { MetricName } from '@shared/domain/metric'
import type { TrialRow } from '@shared/domain/trial'
import type { FilterField } from './filterExpression'
import type { BoardParameter } from './parameterNames'

interface FieldWords {
  readonly trial: string
  readonly state: string
  readonly time: string
  readonly epochs: string
  readonly metric: string
  readonly metricName: string
  /** Objectives after the first that are metrics. */
  readonly furtherMetrics?: readonly MetricName[]
  readonly stateName: (state: TrialRow['state']) => string
  readonly valueName: (value: string | boolean) => string
}

/** Everything a filter can name: in the language of the app, by its key, and by the last part of its path. */
export function boardFields(
  parameters: readonly (BoardParameter & { readonly label: string })[],
  words: FieldWords,
): FilterField[] {
  return [
    { names: ['trial', 'number', words.trial], read: (row) => row.number },
    { names: ['state', words.state], read: (row) => [row.state, words.stateName(row.state)] },
    { names: ['value', words.metricName, words.metric], read: (row) => row.value },
    ...parameters.map(({ name, path, setting, label }) => ({
      names: [label, name, setting, initials(setting), path],
      read: (row: TrialRow) => parameterCell(row.assignment[name], words),
    })),
    {
      names: ['time', 'seconds', words.time],
      read: (row) => (row.durationMs === null ? null : row.durationMs / 1000),
    },
    { names: ['epochs', words.epochs], read: (row) => row.step },
    { names: ['weights'], read: (row) => row.weightCount },
    ...(words.furtherMetrics ?? []).map((metric) => ({
      names: [metric],
      read: (row: TrialRow) => row.validation[metric],
    })),
  ]
}

/** `lr` for `learningRate`, as people write it. */
function initials(setting: string): string {
  return setting.charAt(0) + setting.replaceAll(/[^A-Z]/g, '').toLowerCase()
}

function parameterCell(value: number | string | boolean | undefined, words: FieldWords) {
  if (value === undefined) return null
  return typeof value === 'number' ? value : [String(value), words.valueName(value)]
}
