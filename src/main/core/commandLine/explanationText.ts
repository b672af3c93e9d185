/** @file Explanations as tables for a terminal. */
import type {
  Attribution,
  Dependence,
  PermutationImportance,
  ShapValues,
} from '../../../shared/domain/explain'
import { formatFigure } from './leaderboard'
import { layOutTable } from './table'

/** How much worse a model does without each column. */
export function importanceText({
  metric,
  base,
  rowCount,
  repeats,
  by,
  columns,
}: PermutationImportance): string {
  const rows = columns.map(({ name, mean, deviation }) => [
    name,
    formatFigure(mean),
    `± ${formatFigure(deviation)}`,
  ])
  return [
    `${metric} ${formatFigure(base)} on ${String(rowCount)} validation rows; so much worse where a ${by} is shuffled (${String(repeats)} times):`,
    layOutTable([[by, metric, ''], ...rows]),
  ].join('\n')
}

/** What columns did for one answer, or for many on the mean. @param wanted the class that is told of; null: the likeliest */
export function shapText(
  { names, labels, rows, base, method, background }: ShapValues,
  wanted: string | null,
): string {
  const [only] = rows
  const best = only ? only.answer.indexOf(Math.max(...only.answer)) : 0
  const label =
    wanted === null ? (rows.length === 1 ? best : labels.length - 1) : Math.max(0, labels.indexOf(wanted))
  const title = `${String(labels[label])}: mean ${formatFigure(base[label] ?? 0)} over ${String(background)} training rows (${method})`
  const valueOf = (column: number): number =>
    rows.reduce((sum, { values }) => sum + Math.abs(values[label]?.[column] ?? 0), 0) /
    Math.max(1, rows.length)
  if (rows.length === 1 && only) {
    const lines = names.map((name, column) => [
      name,
      String(only.cells[column] ?? ''),
      formatFigure(only.values[label]?.[column] ?? 0),
    ])
    return [
      title,
      layOutTable([['column', 'value', 'SHAP'], ...lines]),
      `answer ${formatFigure(only.answer[label] ?? 0)}`,
    ].join('\n')
  }
  const lines = names
    .map((name, column) => [name, valueOf(column)] as const)
    .sort(([, one], [, other]) => other - one)
    .map(([name, value]) => [name, formatFigure(value)])
  return [title, layOutTable([['column', 'mean |SHAP|'], ...lines])].join('\n')
}

/** The mean answer by the values of one or two columns. */
export function dependenceText({ columns, labels, grid, mean, rowCount }: Dependence): string {
  const [first = [], second = null] = grid
  const points = first.flatMap((one) => (second ? second.map((other) => [one, other]) : [[one]]))
  const lines = points.map((point, at) => [
    ...point.map(cellText),
    ...mean.map((line) => formatFigure(line[at] ?? 0)),
  ])
  return [
    `Mean answer over ${String(rowCount)} validation rows:`,
    layOutTable([[...columns, ...labels], ...lines]),
  ].join('\n')
}

const MOST_PARTS = 20

/** What the parts of one row did for its answer. */
export function attributionText({
  labels,
  label,
  answer,
  truth,
  inputs,
  gap,
  steps,
  layer,
}: Attribution): string {
  const lines = [
    `${String(labels[label])}: ${formatFigure(answer[label] ?? 0)}${truth === null ? '' : ` (in truth ${cellText(truth)})`}`,
  ]
  if (gap !== null)
    lines.push(`The values miss what they should add up to by ${formatFigure(gap)} (${String(steps)} steps).`)
  if (layer !== null) lines.push(`Grad-CAM of layer ${layer}.`)
  for (const { name, kind, shape, names, values } of inputs) {
    const [, columns = 1] = shape
    const told = values
      .map((value, at) => ({ value, at }))
      .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
      .slice(0, MOST_PARTS)
      .map(({ value, at }) => {
        const place = `${String(Math.floor(at / columns))}, ${String(at % columns)}`
        return [
          kind === 'picture' || kind === 'steps' ? place : (names[at] ?? String(at)),
          formatFigure(value),
        ]
      })
    lines.push(layOutTable([[name, labels[label] ?? ''], ...told]))
  }
  return lines.join('\n')
}

function cellText(value: string | number): string {
  return typeof value === 'number' ? formatFigure(value) : value
}
