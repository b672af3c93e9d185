/** @file What an exported model says of itself: a text for people, and metadata for programs. */
import { featureNamesOf, type FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { Head } from '../layers/head'
import { earlierOf } from './recipe/emitRecipe'
import type { RawInput } from './recipe/graphInputs'

export interface Exported {
  readonly model: ModelSpec
  readonly fitted: FittedRecipe
  readonly inputs: readonly RawInput[]
  readonly head: Pick<Head, 'goal'>
  /** Of Fettle. */
  readonly version: string
}

/** What answers with numbers of its own instead of the target. */
const UNSUPERVISED: ReadonlySet<string> = new Set(['reconstruction', 'generation', 'embedding'])

type ColumnInput = Extract<RawInput, { kind: 'number' | 'date' | 'category' }>

function isColumn(input: RawInput): input is ColumnInput {
  return input.kind === 'number' || input.kind === 'date' || input.kind === 'category'
}

/** JSON but for the version, the goal and the target. */
export function toMetadata({ model, fitted, inputs, head, version }: Exported): Record<string, string> {
  const { output, target } = fitted
  const isSupervised = !UNSUPERVISED.has(head.goal)
  const features = featureNamesOf(fitted)
  const others = inputs.filter((input) => !isColumn(input))
  return {
    'fettle.version': version,
    'fettle.goal': head.goal,
    ...(isSupervised ? { 'fettle.target': target } : {}),
    'fettle.columns': JSON.stringify(inputs.filter(isColumn)),
    ...(others.length > 0 ? { 'fettle.inputs': JSON.stringify(others.map(toEntry)) } : {}),
    ...Object.fromEntries(inputs.flatMap(recipeEntries)),
    ...(fitted.window ? windowEntries(fitted) : {}),
    // What the numbers of a row stand for that was made.
    ...(!isSupervised && features.length > 0 ? { 'fettle.features': JSON.stringify(features) } : {}),
    ...(isSupervised && output.kind === 'classes' ? { 'fettle.labels': JSON.stringify(output.labels) } : {}),
    'fettle.layers': JSON.stringify(model.layers),
  }
}

function toEntry({ input, column, kind, shape, ...details }: RawInput): object {
  const spec = 'spec' in details ? { vocabulary: details.spec.vocabulary } : {}
  return { input, column, kind: 'spec' in details ? details.spec.kind : kind, shape, ...spec }
}

/** How what is fed is made of a text or a picture. */
function recipeEntries(raw: RawInput): (readonly [string, string])[] {
  if (raw.kind === 'tokens' || raw.kind === 'terms')
    return [[`fettle.tokenizer.${raw.input}`, JSON.stringify(raw.fitted)]]
  return raw.kind === 'picture' ? [[`fettle.picture.${raw.input}`, JSON.stringify(raw.geometry)]] : []
}

/** The steps that look at earlier rows, which whoever feeds the model has to do first. */
function windowEntries(fitted: FittedRecipe): Record<string, string> {
  return {
    'fettle.window': JSON.stringify(fitted.window),
    'fettle.before': JSON.stringify({ reads: fitted.reads, primitives: earlierOf(fitted) }),
  }
}

export function describeExport({ fitted, inputs, head }: Exported): string {
  const columns = inputs.filter(isColumn)
  const others = inputs.filter((input) => !isColumn(input))
  const preprocessing = columns.length === 0 ? '' : ' from raw columns, preprocessing included'
  return [
    `${purposeOf(fitted, head)}${preprocessing}.`,
    ...(columns.length === 0 ? [] : describeColumns(columns)),
    ...others.map((input) => `Input ${describeInput(input)}.`),
    ...(fitted.window ? [describeWindow(fitted)] : []),
    `Outputs: ${answerOf(fitted, head)}.`,
  ].join('\n')
}

function describeColumns(columns: readonly ColumnInput[]): string[] {
  const shape = ['N', ...(columns[0]?.shape ?? [])].join(', ')
  return [
    `The columns of the table have the shape [${shape}] each. Numbers are float with NaN where missing, categories are`,
    'string with "" where missing, dates are double days since 1970-01-01 with NaN where missing.',
    `Columns: ${columns.map(({ input, kind }) => `${input} (${kind})`).join(', ')}.`,
  ]
}

const TENSORS = {
  table: 'float, normal random numbers',
  image: 'float, channels last',
  sequence: 'float, steps of features',
  tokens: 'int64, 0 where padded',
} as const

function describeInput(raw: RawInput): string {
  return `${raw.input} [${['N', ...raw.shape].join(', ')}]: ${wordsOf(raw)}`
}

function wordsOf(raw: RawInput): string {
  if (raw.kind === 'tensor') return TENSORS[raw.spec.kind]
  if (raw.kind === 'tokens')
    return `int64, tokens of the text, 0 where padded; see the metadata fettle.tokenizer.${raw.input}`
  if (raw.kind === 'terms')
    return `float, how often each term stands in the text; see the metadata fettle.tokenizer.${raw.input}`
  return `uint8, channels last, 0 to 255; see the metadata fettle.picture.${raw.input}`
}

function describeWindow(fitted: FittedRecipe): string {
  const { lookback, horizon } = fitted.window ?? { lookback: 1, horizon: 1 }
  const earlier = earlierOf(fitted).length
  const before = earlier > 0 ? ' The metadata fettle.before tells what is done with the rows beforehand.' : ''
  return `Each input is ${lookback} rows of a series, the earliest first; what is predicted lies ${horizon} rows after the last.${before}`
}

function purposeOf({ target }: FittedRecipe, { goal }: Exported['head']): string {
  if (goal === 'reconstruction') return 'Gives back its inputs'
  if (goal === 'embedding') return `Puts rows of one '${target}' near each other`
  return goal === 'generation' ? 'Makes rows like those it was trained on' : `Predicts '${target}'`
}

function answerOf({ output }: FittedRecipe, { goal }: Exported['head']): string {
  if (goal === 'embedding')
    return "'embedding', a direction of length 1: rows are compared by the distance of theirs"
  if (goal === 'reconstruction') return "'reconstruction' on the scale of the network's input"
  if (goal === 'generation') return "'made' on the scale of the network's input"
  return output.kind === 'classes'
    ? `'label' (string) and 'probabilities' in the order of: ${output.labels.join(', ')}`
    : "'value' in the units of the target"
}
