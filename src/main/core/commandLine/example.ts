/** @file `fettle example`: a small network worked through, number by number. */
import * as v from 'valibot'
import { EXAMPLES, FreeExample, type Example, type ExampleChanges } from '../../../shared/domain/example'
import type { ExampleSource } from '../../../shared/contract/invokes/understand'
import { describeRound, type ExampleStep, type StepKind } from '../../../shared/example'
import { plainNumber, writeFormula } from '../../../shared/formula'
import { EXIT_CODES } from './exitCodes'
import type { Call } from './coreClient'
import { findTrial, TRIAL_HELP } from './findTrial'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from './options'
import type { Command } from './types'

export const example: Command = {
  summary: 'work through a small network, number by number',
  help: `fettle example [study|trial] [--layers 2,2,1] [--rounds n] [--json]

Prints the forward pass, the loss, every derivative and the update of a small network: of 2, 2 and 1 units with the numbers of
a published example, of sizes of your own, or of a trial with a row of its training data.
${TRIAL_HELP}

  --layers <sizes>          2,3,1: dense layers of so many units, the inputs first
  --activation <name>       of the hidden layers: sigmoid, tanh, relu, linear (sigmoid)
  --loss <name>             meanSquared or crossEntropy (meanSquared)
  --seed <n>                of the numbers of own sizes (1)
  --row <n>                 of a trial: which row, from 1 (1)
  --trained                 of a trial: with the weights it ended with
  --optimizer <name>        sgd, momentum or adam
  --learning-rate <number>
  --rounds <n>              training steps (1)
  --json                    all numbers, as JSON
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      layers: { type: 'string' },
      activation: { type: 'string' },
      loss: { type: 'string' },
      seed: { type: 'string' },
      row: { type: 'string' },
      trained: { type: 'boolean' },
      optimizer: { type: 'string' },
      'learning-rate': { type: 'string' },
      rounds: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (isProblem(read)) return read
    const [text, ...more] = read.positionals
    if (more.length > 0) return { problem: 'Name one study or trial at most.' }
    const wanted = readWanted(read.values)
    if (isProblem(wanted)) return wanted
    const { example: made } = await withCore(async (_core, call) => {
      const place = await startOf(call, text, wanted)
      const asked = { ...place, training: null }
      const known = await call('example:run', asked)
      const training = { ...known.example.training, rounds: wanted.rounds ?? 1, ...learningOf(wanted) }
      return call('example:run', { ...place, training })
    })
    terminal.print(read.values.json ? JSON.stringify(made) : describeExample(made))
    return EXIT_CODES.ok
  },
}

interface Wanted {
  readonly network: FreeExample | null
  readonly seed: number | null
  readonly row: number | null
  readonly isTrained: boolean
  readonly optimizer: 'sgd' | 'momentum' | 'adam' | null
  readonly learningRate: number | null
  readonly rounds: number | null
}

type Values = Readonly<Record<string, string | boolean | undefined>>

function readWanted(values: Values): Wanted | UsageProblem {
  const text = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return collect<Wanted>({
    network: readNetwork(text('layers'), { activation: text('activation'), loss: text('loss') }),
    seed: readNumber(text('seed'), { name: 'seed', low: 0, high: 2 ** 31, isWhole: true }),
    row: readNumber(text('row'), { name: 'row', low: 1, high: 1e9, isWhole: true }),
    isTrained: values['trained'] === true,
    optimizer: readOptimizer(text('optimizer')),
    learningRate: readNumber(text('learning-rate'), {
      name: 'learning-rate',
      low: 1e-8,
      high: 100,
      isWhole: false,
    }),
    rounds: readNumber(text('rounds'), { name: 'rounds', low: 1, high: 100, isWhole: true }),
  })
}

function readNetwork(
  sizes: string | undefined,
  {
    activation = 'sigmoid',
    loss = 'meanSquared',
  }: { activation?: string | undefined; loss?: string | undefined },
): FreeExample | null | UsageProblem {
  if (sizes === undefined) return null
  const read = v.safeParse(FreeExample, {
    ...{ sizes: sizes.split(/[\s,-]+/).map(Number), activation, loss },
    outputActivation: activation === 'relu' ? 'linear' : activation,
  })
  return read.success
    ? read.output
    : { problem: '--layers takes two to six whole numbers from 1 to 12, such as 2,3,1; see --help.' }
}

function readOptimizer(text: string | undefined): Wanted['optimizer'] | UsageProblem {
  if (text === undefined) return null
  const known = (['sgd', 'momentum', 'adam'] as const).find((name) => name === text)
  return known ?? { problem: `--optimizer takes sgd, momentum or adam, not "${text}".` }
}

function learningOf({ optimizer, learningRate }: Wanted) {
  return { ...(optimizer ? { optimizer } : {}), ...(learningRate === null ? {} : { learningRate }) }
}

async function startOf(
  call: Call,
  text: string | undefined,
  { network, seed, row, isTrained }: Wanted,
): Promise<{ source: ExampleSource; changes: ExampleChanges }> {
  const nothing: ExampleChanges = { inputs: {}, target: null, weights: {} }
  if (text !== undefined) {
    const trialId = await findTrial(call, text)
    const weights = isTrained ? 'trained' : 'first'
    return { source: { kind: 'trial', trialId, row: (row ?? 1) - 1, weights }, changes: nothing }
  }
  if (network) return { source: { kind: 'free', network, seed: seed ?? 1 }, changes: nothing }
  const { network: published, changes } = EXAMPLES.mazur
  return { source: { kind: 'free', network: published, seed: 1 }, changes }
}

/** A step begins with what is worked out in it. */
const STEPS: Readonly<Record<StepKind, string>> = {
  sums: 'sums of {layer}',
  activation: 'what {layer} makes of its sums',
  convolution: 'windows of {layer}',
  pooling: 'what {layer} keeps of each window',
  recurrence: 'states of {layer}',
  rearranged: '{layer}: the same numbers in another order',
  layer: 'what {layer} gives',
  prediction: 'prediction',
  loss: 'loss',
  predictionDerivative: 'derivative by the prediction',
  outputDerivative: 'derivative by what {layer} gives',
  weightDerivative: 'derivative by the weights of {layer}',
  weightUpdate: 'weights of {layer} after the step',
}

function describeExample(made: Example): string {
  const rounds = made.rounds.map((round, at) => {
    const steps = describeRound(made, at)
    const head = `Training step ${at + 1} of ${made.rounds.length}, loss ${plainNumber(round.loss)}`
    return [head, '='.repeat(head.length), ...steps.map(describeStep)].join('\n')
  })
  return rounds.join('\n\n')
}

function describeStep({ phase, kind, layer, lines, further }: ExampleStep): string {
  const title = `${phase}: ${STEPS[kind].replace('{layer}', layer)}`
  const texts = lines.map(({ left, formula, numbers, value }) => {
    const parts = [writeFormula(left), writeFormula(formula), ...(numbers ? [writeFormula(numbers)] : [])]
    return `  ${[...new Set(parts), plainNumber(value)].join(' = ')}`
  })
  return [title, ...texts, ...(further > 0 ? [`  … and ${further} more`] : [])].join('\n')
}
