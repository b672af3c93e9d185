/** @file What `fettle ask-tell` takes. */
import type { Direction } from '../../../../shared/domain/metric'
import { newPruner, PRUNER_ORDER } from '../../../../shared/domain/search/newPruner'
import { SAMPLER_ORDER } from '../../../../shared/domain/search/newSampler'
import type { PrunerSpec } from '../../../../shared/domain/search/prunerSpec'
import type { SamplerKind } from '../../../../shared/domain/search/samplerSpec'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from '../options'
import { kebabCase, kindOf } from '../kinds'

export interface AskTellOptions {
  readonly space: string
  readonly sampler: SamplerKind
  readonly pruner: PrunerSpec
  readonly seed: number
  /** One an objective. */
  readonly directions: readonly Direction[]
  /** Null: nobody knows. */
  readonly trials: number | null
  readonly steps: number
}

export const ASK_TELL_HELP = `fettle ask-tell --space <file> [options]

Proposes settings to another program: a JSON object a line on standard input, the answers on standard output.

  {"ask":1}                                  {"trial":0,"parameters":{"lr":0.01,"units":64}}
  {"tell":{"trial":0,"value":0.12}}          (no answer)
  {"tell":{"trial":0,"state":"failed"}}      (no answer; failed trials are stayed away from)
  {"tell":{"parameters":{…},"value":0.12}}   (no answer; a result from elsewhere is learned from)
  {"report":{"trial":0,"step":3,"value":0.4}} {"trial":0,"prune":false}
  {"best":1}                                 {"trial":0,"parameters":{…},"value":0.12}

"ask" may want several at once; trials that were not told yet are counted as under way. No settings are proposed
twice; where none are left the answer is {"exhausted":true}. What is not understood is answered by {"error":"…"}.

The space is a JSON file:
  { "parameters": [
      { "name": "lr", "type": "float", "low": 1e-5, "high": 0.1, "log": true },
      { "name": "units", "type": "integer", "low": 16, "high": 256, "log": true, "step": 1 },
      { "name": "batch", "type": "ordinal", "choices": [16, 32, 64, 128] },
      { "name": "optimizer", "type": "categorical", "choices": ["adam", "sgd"] },
      { "name": "momentum", "type": "float", "low": 0, "high": 0.99, "when": { "optimizer": "sgd" } } ],
    "constraints": ["units * batch <= 8192"] }
"default" is the value of the first trial: else the middle of a range, the middle of ordinal and the first of
categorical choices. "when" names the parameter it depends on with one value or several, or is
{ "parameter": "layers", "atLeast": 2 }.

  --space <file>       the space
  --sampler <name>     ${SAMPLER_ORDER.map(kebabCase).join(', ')} (auto)
  --seed <n>           the same seed and answers give the same proposals (1)
  --direction <name>   minimize or maximize; several, divided by commas, for several objectives (minimize)
  --pruner <name>      answers reports: ${PRUNER_ORDER.map(kebabCase).join(', ')} (none)
  --steps <n>          steps of a whole trial, for pruners that plan ahead (1)
  --trials <n>         how many there will be, where that is known: some strategies plan ahead
`

const OPTIONS = {
  space: { type: 'string' },
  sampler: { type: 'string' },
  seed: { type: 'string' },
  direction: { type: 'string' },
  trials: { type: 'string' },
  steps: { type: 'string' },
  pruner: { type: 'string' },
} as const

export function readAskTellOptions(args: readonly string[]): AskTellOptions | UsageProblem {
  const read = readOptions(args, OPTIONS)
  if (isProblem(read)) return read
  const { values, positionals } = read
  if (positionals.length > 0) return { problem: `"${positionals.join(' ')}" is too much.` }
  if (values.space === undefined) return { problem: 'What is searched? Give --space a file.' }
  const sampler = kindOf(values.sampler ?? 'auto', SAMPLER_ORDER)
  if (sampler === null) {
    return {
      problem: `--sampler is one of ${SAMPLER_ORDER.map(kebabCase).join(', ')}, not "${values.sampler}".`,
    }
  }
  const directions = readDirections(values.direction ?? 'minimize')
  if (directions === null)
    return { problem: `--direction is minimize or maximize, not "${values.direction}".` }
  const numbers = readNumbers(values)
  if (isProblem(numbers)) return numbers
  const pruner = kindOf(values.pruner ?? 'none', PRUNER_ORDER)
  if (pruner === null)
    return {
      problem: `--pruner is one of ${PRUNER_ORDER.map(kebabCase).join(', ')}, not "${values.pruner}".`,
    }
  return { space: values.space, sampler, pruner: newPruner(pruner, numbers.steps), directions, ...numbers }
}

type NumberTexts = Readonly<Partial<Record<'seed' | 'trials' | 'steps', string>>>
type Numbers = Pick<AskTellOptions, 'seed' | 'trials' | 'steps'>

function readNumbers({ seed, trials, steps }: NumberTexts): Numbers | UsageProblem {
  const whole = { low: 1, high: 100_000, isWhole: true }
  return collect<Numbers>({
    seed: readNumber(seed, { name: 'seed', low: 0, high: 2 ** 31 - 1, isWhole: true }) ?? 1,
    trials: readNumber(trials, { name: 'trials', ...whole }),
    steps: readNumber(steps, { name: 'steps', ...whole }) ?? 1,
  })
}

function readDirections(text: string): Direction[] | null {
  const directions = text.split(',').map((name) => name.trim())
  const isDirection = (name: string): name is Direction => name === 'minimize' || name === 'maximize'
  return directions.every(isDirection) ? directions : null
}
