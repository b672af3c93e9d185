/** @file `fettle explain` and `fettle mistakes`: what answers hang on, and where they are wrong. */
import * as v from 'valibot'
import {
  type Attribution,
  ATTRIBUTION_METHODS,
  AttributionMethod,
  type Dependence,
  type PermutationImportance,
  type ShapValues,
} from '../../../shared/domain/explain'
import type { TrialId } from '../../../shared/domain/ids'
import { MetricName } from '../../../shared/domain/metric'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

const METHODS = ['permutation', 'shap', 'dependence', ...ATTRIBUTION_METHODS] as const
type Method = (typeof METHODS)[number]

interface Asked {
  readonly method: Method
  readonly columns: readonly string[]
  readonly metric: MetricName | null
  readonly rows: number | null
  readonly row: number | null
  readonly samples: number | null
  readonly seed: number | null
  readonly label: string | null
  readonly isByFeature: boolean
}

export const explain: Command = {
  summary: 'what the answers of a model hang on',
  help: `fettle explain <study> [--trial n] --method permutation|shap|dependence|${ATTRIBUTION_METHODS.join('|')} [options]

Explains a trained trial by its training and validation rows; the sealed test rows are never read.
${TRIAL_HELP}

  --trial        number of the trial; the best one without it
  --method       permutation (the default): how much worse it does where a column is shuffled
                 shap: what every column did for each answer
                 dependence: the answer by the values of one or two columns
                 the others: what the parts of one row (a picture, text or window) did for its answer
  --column a     of dependence; twice for two
  --metric m     of permutation: accuracy, logLoss, rmse …
  --row n        one validation row, from 0
  --class c      whose probability is explained; the predicted one without it
  --rows n       rows that are explained
  --samples n    repeats, drawn orders, values of a column, or steps
  --by feature   changes what the network reads instead of columns of the source
  --seed n       of all that is drawn
  --json         everything as it is
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      json: { type: 'boolean' },
      trial: { type: 'string' },
      method: { type: 'string' },
      column: { type: 'string', multiple: true },
      metric: { type: 'string' },
      row: { type: 'string' },
      rows: { type: 'string' },
      samples: { type: 'string' },
      class: { type: 'string' },
      by: { type: 'string' },
      seed: { type: 'string' },
    })
    if (isProblem(read)) return read
    const [study, ...more] = read.positionals
    if (study === undefined) return { problem: 'Which study?' }
    if (more.length > 0) return { problem: `"${String(more[0])}" is too much.` }
    const asked = readAsked(read.values)
    if (isProblem(asked)) return asked
    const { trial, json = false } = read.values
    const text = await withCore(async (_core, call) => {
      const id = await findTrial(call, trial === undefined ? study : `${study}:${trial}`)
      return ask(call, id, asked, json)
    })
    terminal.print(text)
    return EXIT_CODES.ok
  },
}

type Values = Partial<
  Record<'method' | 'metric' | 'row' | 'rows' | 'samples' | 'class' | 'by' | 'seed', string>
> & {
  readonly column?: string[] | undefined
}

function readAsked(values: Values): Asked | UsageProblem {
  const whole = (name: 'row' | 'rows' | 'samples' | 'seed', low: number): number | null | UsageProblem =>
    readNumber(values[name], { name, low, high: 1_000_000, isWhole: true })
  const method = METHODS.find((one) => one === (values.method ?? 'permutation'))
  const metric = v.safeParse(v.nullable(MetricName), values.metric ?? null)
  if (method === undefined) return { problem: `--method takes ${METHODS.join(', ')}.` }
  if (!metric.success) return { problem: `There is no metric "${String(values.metric)}".` }
  const columns = values.column ?? []
  if (method === 'dependence' && (columns.length < 1 || columns.length > 2)) {
    return { problem: 'Which --column? One, or two.' }
  }
  if (!['column', 'feature'].includes(values.by ?? 'column'))
    return { problem: '--by takes column or feature.' }
  return collect<Asked>({
    ...{ method, columns, metric: metric.output, label: values.class ?? null },
    isByFeature: values.by === 'feature',
    row: whole('row', 0),
    rows: whole('rows', 1),
    samples: whole('samples', 1),
    seed: whole('seed', 0),
  })
}

async function ask(call: Call, trialId: TrialId, asked: Asked, isJson: boolean): Promise<string> {
  const { method, metric, rows, row, samples, seed, columns } = asked
  const common = { trialId, ...given({ seed }), ...(asked.isByFeature ? { by: 'feature' as const } : {}) }
  const write = <Found>(found: Found, tell: (found: Found) => string): string =>
    isJson ? JSON.stringify(found) : tell(found)
  if (method === 'permutation') {
    const found = await call('explain:importance', {
      ...common,
      metric,
      ...given({ rows, repeats: samples }),
    })
    return write(found, importanceText)
  }
  if (method === 'shap') {
    const found = await call('explain:shap', { ...common, place: row, ...given({ rows, samples }) })
    return write(found, (values) => shapText(values, asked.label))
  }
  if (method === 'dependence') {
    const found = await call('explain:dependence', {
      ...common,
      columns: [...columns],
      ...given({ rows, points: samples }),
    })
    return write(found, dependenceText)
  }
  const { labels } = await call('explain:subject', { trialId })
  const label = asked.label === null ? -1 : labels.indexOf(asked.label)
  const found = await call('explain:attribution', {
    ...{ trialId, method: v.parse(AttributionMethod, method), place: row ?? 0 },
    ...(label < 0 ? {} : { label }),
    ...given({ samples, seed }),
  })
  return write(found, attributionText)
}

/** What was not said is left to the core. */
function given<Name extends string>(
  fields: Readonly<Record<Name, number | null>>,
): Partial<Record<Name, number>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<
    Record<Name, number>
  >
}

function importanceText({ metric, base, rowCount, repeats, by, columns }: PermutationImportance): string {
  const rows = columns.map(({ name, mean, deviation }) => [name, short(mean), `± ${short(deviation)}`])
  return [
    `${metric} ${short(base)} on ${String(rowCount)} validation rows; so much worse where a ${by} is shuffled (${String(repeats)} times):`,
    layOutTable([[by, metric, ''], ...rows]),
  ].join('\n')
}

function shapText(
  { names, labels, rows, base, method, background }: ShapValues,
  wanted: string | null,
): string {
  const [only] = rows
  const best = only ? only.answer.indexOf(Math.max(...only.answer)) : 0
  const label =
    wanted === null ? (rows.length === 1 ? best : labels.length - 1) : Math.max(0, labels.indexOf(wanted))
  const title = `${String(labels[label])}: mean ${short(base[label] ?? 0)} over ${String(background)} training rows (${method})`
  const valueOf = (column: number): number =>
    rows.reduce((sum, { values }) => sum + Math.abs(values[label]?.[column] ?? 0), 0) /
    Math.max(1, rows.length)
  if (rows.length === 1 && only) {
    const lines = names.map((name, column) => [
      name,
      String(only.cells[column] ?? ''),
      short(only.values[label]?.[column] ?? 0),
    ])
    return [
      title,
      layOutTable([['column', 'value', 'SHAP'], ...lines]),
      `answer ${short(only.answer[label] ?? 0)}`,
    ].join('\n')
  }
  const lines = names
    .map((name, column) => [name, valueOf(column)] as const)
    .sort(([, one], [, other]) => other - one)
    .map(([name, value]) => [name, short(value)])
  return [title, layOutTable([['column', 'mean |SHAP|'], ...lines])].join('\n')
}

function dependenceText({ columns, labels, grid, mean, rowCount }: Dependence): string {
  const [first = [], second = null] = grid
  const points = first.flatMap((one) => (second ? second.map((other) => [one, other]) : [[one]]))
  const lines = points.map((point, at) => [
    ...point.map(cellText),
    ...mean.map((line) => short(line[at] ?? 0)),
  ])
  return [
    `Mean answer over ${String(rowCount)} validation rows:`,
    layOutTable([[...columns, ...labels], ...lines]),
  ].join('\n')
}

const MOST_PARTS = 20

function attributionText({ labels, label, answer, truth, inputs, gap, steps, layer }: Attribution): string {
  const lines = [
    `${String(labels[label])}: ${short(answer[label] ?? 0)}${truth === null ? '' : ` (in truth ${cellText(truth)})`}`,
  ]
  if (gap !== null)
    lines.push(`The values miss what they should add up to by ${short(gap)} (${String(steps)} steps).`)
  if (layer !== null) lines.push(`Grad-CAM of layer ${layer}.`)
  for (const { name, kind, shape, names, values } of inputs) {
    const [, columns = 1] = shape
    const told = values
      .map((value, at) => ({ value, at }))
      .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
      .slice(0, MOST_PARTS)
      .map(({ value, at }) => {
        const place = `${String(Math.floor(at / columns))}, ${String(at % columns)}`
        return [kind === 'picture' || kind === 'steps' ? place : (names[at] ?? String(at)), short(value)]
      })
    lines.push(layOutTable([[name, labels[label] ?? ''], ...told]))
  }
  return lines.join('\n')
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}

function cellText(value: string | number): string {
  return typeof value === 'number' ? short(value) : value
}
