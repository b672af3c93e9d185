/** @file What `fettle run` takes. */
import type { Direction } from '../../../../shared/domain/metric'
import { newPruner, PRUNER_ORDER } from '../../../../shared/domain/search/newPruner'
import { newSampler, SAMPLER_ORDER } from '../../../../shared/domain/search/newSampler'
import type { PrunerSpec } from '../../../../shared/domain/search/prunerSpec'
import type { SamplerSpec } from '../../../../shared/domain/search/samplerSpec'
import type { Budget } from '../../../../shared/domain/study'
import { kebabCase, kindOf } from '../kinds'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from '../options'

export interface RunOptions {
  readonly space: string
  readonly line: readonly string[]
  readonly metric: string
  readonly direction: Direction
  readonly sampler: SamplerSpec
  readonly pruner: PrunerSpec
  readonly budget: Budget
  readonly target: number | null
  readonly steps: number
  readonly trialTimeLimitSeconds: number | null
  readonly name: string
  readonly isJson: boolean
}

export const RUN_HELP = `fettle run --space <file> [options] -- <program> [arguments]

Tunes a program of yours: every trial is a run of it, kept, watched and compared like Fettle's own.

  fettle run --space space.json --metric val_loss --trials 50 -- python train.py --lr {lr} --units {units}

In the arguments {name} is the value of a parameter, {trial} the number of the trial, {seed} its seed and
{parameters} the path of a JSON file with all of them. The environment has them, too: FETTLE_LR, FETTLE_TRIAL,
FETTLE_SEED, FETTLE_PARAMETERS. "{{" and "}}" are braces.

The program prints a JSON object a line: {"step": 3, "val_loss": 0.41, "accuracy": 0.9}. "step" (or "epoch") may be
left out; every number beside it is a metric, drawn as a curve. The value of a trial is the best it reported. Other
lines go to its log. It runs where the command was given; ending with another exit code than 0 is a failure.
A trial that is pruned gets SIGTERM, and SIGKILL five seconds later.

  --space <file>           what varies; "fettle ask-tell --help" shows the file
  --metric <name>          the objective among what the program prints (value)
  --direction <name>       minimize or maximize (minimize)
  --sampler <name>         ${SAMPLER_ORDER.filter((kind) => kind !== 'population')
    .map(kebabCase)
    .join(', ')} (auto)
  --pruner <name>          ${PRUNER_ORDER.map(kebabCase).join(', ')} (none)
  --steps <n>              steps a whole trial reports, for pruners that plan ahead (1)
  --trials <n>             trials in all (30)
  --parallel <n>           trials at the same time (1)
  --seed <n>               the same seed gives the same proposals (1)
  --time-limit <s>         start no trial after so many seconds
  --trial-time-limit <s>   a trial that takes longer fails
  --stop-at <value>        end with the first trial that reaches this value; --target says the same
  --name <text>            name of the study (the program's name)
  --json                   one JSON object instead of the table, as "fettle tune" prints it

Ctrl+C stops the study properly; what is complete stays.
`

const text = { type: 'string' } as const
const OPTIONS = {
  ...{ space: text, metric: text, direction: text, sampler: text, pruner: text, steps: text, trials: text },
  ...{
    parallel: text,
    seed: text,
    'time-limit': text,
    'trial-time-limit': text,
    target: text,
    name: text,
    'stop-at': text,
  },
  json: { type: 'boolean' },
} as const

export function readRunOptions(args: readonly string[]): RunOptions | UsageProblem {
  const end = args.indexOf('--')
  const line = end < 0 ? [] : args.slice(end + 1)
  const read = readOptions(end < 0 ? args : args.slice(0, end), OPTIONS)
  if (isProblem(read)) return read
  const { values, positionals } = read
  if (positionals.length > 0)
    return { problem: `"${positionals.join(' ')}" is too much. The program stands behind "--".` }
  if (values.space === undefined) return { problem: 'What varies? Give --space a file.' }
  const [program] = line
  if (program === undefined) return { problem: 'Which program? Put it at the end, behind "--".' }
  const numbers = readNumbers(values)
  if (isProblem(numbers)) return numbers
  const words = readWords(values, numbers)
  if (isProblem(words)) return words
  const { trials, parallel, timeLimitSeconds, steps, trialTimeLimitSeconds, target } = numbers
  return {
    ...{ space: values.space, line, steps, trialTimeLimitSeconds, target, ...words },
    budget: { trials, parallel, timeLimitSeconds },
    name: values.name?.trim() || (program.split(/[\\/]/).at(-1) ?? program),
    isJson: values.json === true,
  }
}

interface Numbers {
  trials: number
  parallel: number
  seed: number
  steps: number
  target: number | null
  timeLimitSeconds: number | null
  trialTimeLimitSeconds: number | null
}

type Texts = Readonly<Partial<Record<keyof typeof OPTIONS, string | boolean>>>

function readNumbers(values: Texts): Numbers | UsageProblem {
  const read = (name: keyof typeof OPTIONS, low: number, high: number, isWhole = true) => {
    const given = values[name]
    return readNumber(typeof given === 'string' ? given : undefined, { name, low, high, isWhole })
  }
  return collect<Numbers>({
    trials: read('trials', 1, 100_000) ?? 30,
    parallel: read('parallel', 1, 64) ?? 1,
    seed: read('seed', 0, 2 ** 31 - 1) ?? 1,
    steps: read('steps', 1, 100_000) ?? 1,
    target: read(values['stop-at'] === undefined ? 'target' : 'stop-at', -1e300, 1e300, false),
    timeLimitSeconds: read('time-limit', 1, 1e9, false),
    trialTimeLimitSeconds: read('trial-time-limit', 1, 1e9, false),
  })
}

type Words = Pick<RunOptions, 'metric' | 'direction' | 'sampler' | 'pruner'>

function readWords(
  { metric = 'value', direction = 'minimize', sampler = 'auto', pruner = 'none' }: Texts,
  { seed, trials, steps }: Numbers,
): Words | UsageProblem {
  const samplerKind = kindOf(String(sampler), SAMPLER_ORDER)
  // Weights that a program keeps are not known here, so that nothing can go on from them.
  if (samplerKind === null || samplerKind === 'population')
    return { problem: `There is no --sampler "${sampler}" for programs.` }
  const prunerKind = kindOf(String(pruner), PRUNER_ORDER)
  if (prunerKind === null) return { problem: `There is no --pruner "${pruner}".` }
  if (direction !== 'minimize' && direction !== 'maximize')
    return { problem: `--direction is minimize or maximize, not "${direction}".` }
  if (!/^[A-Za-z0-9_./-]{1,60}$/.test(String(metric)))
    return { problem: `--metric is a name of letters, digits and _ . / -, not "${metric}".` }
  return {
    ...{ metric: String(metric), direction },
    sampler: newSampler(samplerKind, { seed, trials, epochs: steps }),
    pruner: newPruner(prunerKind, steps),
  }
}
