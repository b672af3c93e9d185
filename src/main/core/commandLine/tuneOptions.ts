/** @file What `fettle tune` takes. */
import { nameOfPath } from './nameOfPath'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from './options'

export interface TuneOptions {
  readonly path: string
  readonly target: string
  readonly hasHeader: boolean | null
  readonly trials: number
  readonly parallel: number
  readonly seed: number
  readonly sampler: 'random' | 'grid'
  readonly timeLimitSeconds: number | null
  readonly epochs: number | null
  readonly name: string
  /** A model of Keras instead of the template; null for the template. */
  readonly modelPath: string | null
  readonly isJson: boolean
}

export const TUNE_HELP = `fettle tune <csv> --target <column> [options]

Imports a table, proposes a network and what to vary, and runs a study to its end.
Progress goes to standard error, the leaderboard to standard output.
The study is kept: the app opens it, and "export" and "predict" use it.

  --target <column>     what to predict: a column's name, or its number counted from 1
  --no-header           the first line is data, not names
  --model <file>        a network of Keras, as model.to_json() writes it, instead of the proposed one;
                        learning rate and batch size vary
  --trials <n>          trials in all (30)
  --parallel <n>        trials at the same time (2)
  --seed <n>            the same seed gives the same leaderboard (1)
  --sampler <name>      random or grid (random)
  --time-limit <s>      start no trial after so many seconds
  --epochs <n>          epochs of every trial (as the template says)
  --name <text>         name of the study (the file's name)
  --json                one JSON object instead of the table:
                        { study, trials: [{ number, state, parameters, metrics, reason }], best }
                        metrics are those of the best epoch on the validation rows

Ctrl+C stops the study properly; what is complete stays.
`

const OPTIONS = {
  target: { type: 'string' },
  model: { type: 'string' },
  'no-header': { type: 'boolean' },
  trials: { type: 'string' },
  parallel: { type: 'string' },
  seed: { type: 'string' },
  sampler: { type: 'string' },
  'time-limit': { type: 'string' },
  epochs: { type: 'string' },
  name: { type: 'string' },
  json: { type: 'boolean' },
} as const

export function readTuneOptions(args: readonly string[]): TuneOptions | UsageProblem {
  const read = readOptions(args, OPTIONS)
  if (isProblem(read)) return read
  const { values, positionals } = read
  const [path, ...more] = positionals
  if (path === undefined) return { problem: 'Which table? Name a CSV file.' }
  if (more.length > 0) return { problem: `One table at a time: "${more.join(' ')}" is too much.` }
  if (values.target === undefined) return { problem: 'What is to be predicted? Give --target a column.' }
  const numbers = readNumbers(values)
  if (isProblem(numbers)) return numbers
  const sampler = values.sampler ?? 'random'
  if (sampler !== 'random' && sampler !== 'grid')
    return { problem: `--sampler is random or grid, not "${sampler}".` }
  return {
    path,
    target: values.target,
    hasHeader: values['no-header'] === true ? false : null,
    ...numbers,
    sampler,
    modelPath: values.model ?? null,
    name: values.name?.trim() || nameOfPath(path),
    isJson: values.json === true,
  }
}

interface Numbers {
  trials: number
  parallel: number
  seed: number
  epochs: number | null
  timeLimitSeconds: number | null
}

type NumberTexts = Readonly<Partial<Record<'trials' | 'parallel' | 'seed' | 'epochs' | 'time-limit', string>>>

function readNumbers(values: NumberTexts): Numbers | UsageProblem {
  const whole = (name: keyof NumberTexts, low: number, high: number) =>
    readNumber(values[name], { name, low, high, isWhole: true })
  return collect<Numbers>({
    trials: whole('trials', 1, 100_000) ?? 30,
    parallel: whole('parallel', 1, 64) ?? 2,
    seed: whole('seed', 0, 2 ** 31 - 1) ?? 1,
    epochs: whole('epochs', 1, 10_000),
    timeLimitSeconds: readNumber(values['time-limit'], {
      name: 'time-limit',
      low: 1,
      high: 1e9,
      isWhole: false,
    }),
  })
}
