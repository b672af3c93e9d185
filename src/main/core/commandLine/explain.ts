/** @file `fettle explain`: what answers hang on. */
import * as v from 'valibot'
import { ATTRIBUTION_METHODS, AttributionMethod } from '../../../shared/domain/explain'
import type { TrialId } from '../../../shared/domain/ids'
import { MetricName } from '../../../shared/domain/metric'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { attributionText, dependenceText, importanceText, shapText } from './explanationText'
import { findTrial, TRIAL_HELP } from './findTrial'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from './options'
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
