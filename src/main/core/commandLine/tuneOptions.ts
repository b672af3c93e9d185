/** @file What `fettle tune` takes. */
import { PRUNER_ORDER } from '../../../shared/domain/search/newPruner'
import { SAMPLER_ORDER } from '../../../shared/domain/search/newSampler'
import type { BuiltInMetric } from '../../../shared/domain/metric'
import type { Cost } from '../../../shared/domain/search/objective'
import type { PrunerKind } from '../../../shared/domain/search/prunerSpec'
import type { SamplerKind } from '../../../shared/domain/search/samplerSpec'
import { kebabCase, kindOf } from './kinds'
import { nameOfPath } from './nameOfPath'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from './options'
import { COST_WORDS, readObjectives } from './tuneObjectives'

export interface TuneOptions {
  readonly path: string
  /** Null leaves it to the proposal. */
  readonly target: string | null
  readonly hasHeader: boolean | null
  /** The first is a metric; none leaves it to the task. */
  readonly objectives: readonly (BuiltInMetric | Cost)[]
  readonly trials: number
  readonly parallel: number
  readonly seed: number
  readonly sampler: SamplerKind
  readonly pruner: PrunerKind
  /** The study ends with the first trial that reaches it; null: never. */
  readonly stopAt: number | null
  /** It ends after so many trials without a better one; null: never. */
  readonly plateau: number | null
  /** A study or file whose results are learnt from; null: none. */
  readonly warmStart: string | null
  /** Times each trial is trained. */
  readonly seeds: number
  readonly timeLimitSeconds: number | null
  readonly epochs: number | null
  readonly name: string
  /** A model of Keras instead of the template; null for the template. */
  readonly modelPath: string | null
  /** Name of a backbone that the network begins with; null for none. */
  readonly backbone: string | null
  /** So many of its last layers are trained, or those from a named one on. */
  readonly unfreeze: string
  /** Whether the study finds the layers, too. */
  readonly findsLayers: boolean
  readonly isJson: boolean
}

/** Two lines at most beside the option. */
const WIDTH = 88

function listKinds(kinds: readonly string[]): string {
  const lines: string[] = []
  for (const kind of kinds.map(kebabCase)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + kind.length > WIDTH) lines.push(kind)
    else lines[lines.length - 1] = `${last}, ${kind}`
  }
  return lines.map((line) => ' '.repeat(24) + line).join(',\n')
}

export const TUNE_HELP = `fettle tune <csv> --target <column> [options]

Imports a table, proposes a network and what to vary, and runs a study to its end.
Progress goes to standard error, the leaderboard to standard output.
The study is kept: the app opens it, and "export" and "predict" use it.

  --target <column>     what to predict: a column's name, or its number counted from 1
  --no-header           the first line is data, not names
  --objective <name>    the metric that trials are judged by (accuracy, or rmse for numbers); given again, also by another
                        one, or by what a model costs: ${COST_WORDS}; then there is a
                        front of best trials, marked by a star: no other beats one of them in everything
  --model <file>        a network of Keras, as model.to_json() writes it, instead of the proposed one;
                        learning rate and batch size vary
  --architecture        the study finds the layers, too: how many, which kinds, how wide, with which shortcuts
  --backbone <name>     begin with a trained network (see "fettle backbone"): pictures are brought to its size, learning rate
                        and dropout vary; without --target what is proposed is predicted
  --unfreeze <n>        so many of its last layers are trained too, or those from a named one on (0: none;
                        a backbone of ONNX stays frozen)
  --trials <n>          trials in all (30)
  --parallel <n>        trials at the same time (2)
  --seed <n>            the same seed gives the same leaderboard (1)
  --sampler <name>      how trials are chosen (random):
${listKinds(SAMPLER_ORDER)}
                        auto and those from tpe on learn from results, so that it matters which trials are done first
  --pruner <name>       how trials are given up early (none):
${listKinds(PRUNER_ORDER)}
  --seeds <n>           train each trial with so many seeds; its value is their mean (1)
  --warm-start <from>   learn from results of another study (id or name), of a table (CSV or JSON, as Weights & Biases
                        exports it, too) with a column a setting and one named "value" or like the metric, of a
                        database or journal of Optuna, or of a folder of KerasTuner
  --stop-at <value>     end with the first trial that reaches this value
  --plateau <n>         end when n trials in a row were no better
  --time-limit <s>      start no trial after so many seconds
  --epochs <n>          epochs of every trial (as the template says)
  --name <text>         name of the study (the file's name)
  --json                one JSON object instead of the table:
                        { study, trials: [{ number, state, parameters, metrics, values, reason }], best, front }
                        metrics are those of the best epoch on the validation rows, values those of the objectives;
                        front has the numbers of the best trials where there are several objectives

Ctrl+C stops the study properly; what is complete stays.
`

const OPTIONS = {
  target: { type: 'string' },
  objective: { type: 'string', multiple: true },
  model: { type: 'string' },
  architecture: { type: 'boolean' },
  backbone: { type: 'string' },
  unfreeze: { type: 'string' },
  'no-header': { type: 'boolean' },
  trials: { type: 'string' },
  parallel: { type: 'string' },
  seed: { type: 'string' },
  sampler: { type: 'string' },
  pruner: { type: 'string' },
  seeds: { type: 'string' },
  'warm-start': { type: 'string' },
  'stop-at': { type: 'string' },
  plateau: { type: 'string' },
  'time-limit': { type: 'string' },
  epochs: { type: 'string' },
  name: { type: 'string' },
  json: { type: 'boolean' },
} as const

export function readTuneOptions(args: readonly string[]): TuneOptions | UsageProblem {
  const read = readOptions(args, OPTIONS)
  if (isProblem(read)) return read
  const { values, positionals } = read
  const [path = ''] = positionals
  const problem = findProblem(positionals, values)
  if (problem !== null) return { problem }
  const numbers = readNumbers(values)
  if (isProblem(numbers)) return numbers
  const kinds = readKinds(values)
  if (isProblem(kinds)) return kinds
  return {
    path,
    target: values.target ?? null,
    hasHeader: values['no-header'] === true ? false : null,
    ...numbers,
    ...kinds,
    modelPath: values.model ?? null,
    backbone: values.backbone ?? null,
    unfreeze: values.unfreeze ?? '0',
    warmStart: values['warm-start'] ?? null,
    name: values.name?.trim() || nameOfPath(path),
    findsLayers: values.architecture === true,
    isJson: values.json === true,
  }
}

interface SubjectTexts {
  readonly target?: string
  readonly model?: string
  readonly backbone?: string
  readonly architecture?: boolean
}

/** @returns why it is not clear what is tuned on what; null where it is. */
function findProblem(
  [path, ...more]: readonly string[],
  { target, model, backbone, architecture }: SubjectTexts,
): string | null {
  if (path === undefined) return 'Which table? Name a CSV file.'
  if (more.length > 0) return `One table at a time: "${more.join(' ')}" is too much.`
  if (backbone !== undefined && model !== undefined)
    return 'A network is of --model, or begins with --backbone.'
  if (architecture === true && (backbone !== undefined || model !== undefined))
    return 'With --architecture the study finds the layers itself.'
  if (target === undefined && backbone === undefined)
    return 'What is to be predicted? Give --target a column.'
  return null
}

function readKinds({
  sampler = 'random',
  pruner = 'none',
  objective,
}: {
  readonly sampler?: string
  readonly pruner?: string
  readonly objective?: readonly string[]
}): Pick<TuneOptions, 'sampler' | 'pruner' | 'objectives'> | UsageProblem {
  const samplerKind = kindOf(sampler, SAMPLER_ORDER)
  if (samplerKind === null) return { problem: unknownKind('sampler', sampler, SAMPLER_ORDER) }
  const prunerKind = kindOf(pruner, PRUNER_ORDER)
  if (prunerKind === null) return { problem: unknownKind('pruner', pruner, PRUNER_ORDER) }
  const judging = readObjectives(objective)
  return isProblem(judging) ? judging : { sampler: samplerKind, pruner: prunerKind, ...judging }
}

function unknownKind(option: string, given: string, kinds: readonly string[]): string {
  return `--${option} is one of ${kinds.map(kebabCase).join(', ')}, not "${given}".`
}

interface Numbers {
  trials: number
  parallel: number
  seed: number
  seeds: number
  stopAt: number | null
  plateau: number | null
  epochs: number | null
  timeLimitSeconds: number | null
}

type NumberName = 'trials' | 'parallel' | 'seed' | 'seeds' | 'stop-at' | 'plateau' | 'epochs' | 'time-limit'
type NumberTexts = Readonly<Partial<Record<NumberName, string>>>

function readNumbers(values: NumberTexts): Numbers | UsageProblem {
  const whole = (name: keyof NumberTexts, low: number, high: number) =>
    readNumber(values[name], { name, low, high, isWhole: true })
  return collect<Numbers>({
    trials: whole('trials', 1, 100_000) ?? 30,
    parallel: whole('parallel', 1, 64) ?? 2,
    seed: whole('seed', 0, 2 ** 31 - 1) ?? 1,
    seeds: whole('seeds', 1, 20) ?? 1,
    stopAt: readNumber(values['stop-at'], { name: 'stop-at', low: -1e300, high: 1e300, isWhole: false }),
    plateau: whole('plateau', 2, 100_000),
    epochs: whole('epochs', 1, 10_000),
    timeLimitSeconds: readNumber(values['time-limit'], {
      name: 'time-limit',
      low: 1,
      high: 1e9,
      isWhole: false,
    }),
  })
}
