/** @file What an exported model says of itself: a text for people, and metadata for programs. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { Head } from '../layers/head'
import type { RawInputs, RawTensor } from './rawInputs'

export interface Exported {
  readonly model: ModelSpec
  readonly fitted: FittedRecipe
  readonly inputs: RawInputs
  readonly head: Pick<Head, 'goal'>
  /** Of Fettle. */
  readonly version: string
}

/** JSON but for the version, the goal and the target. */
export function toMetadata({ model, fitted, inputs, head, version }: Exported): Record<string, string> {
  const { output, target, featureNames } = fitted
  const isSupervised = head.goal !== 'reconstruction' && head.goal !== 'generation'
  const isTable = featureNames.length > 0
  return {
    'fettle.version': version,
    'fettle.goal': head.goal,
    ...(isSupervised ? { 'fettle.target': target } : {}),
    'fettle.columns': JSON.stringify(inputs.columns),
    ...(inputs.tensors.length > 0 ? { 'fettle.inputs': JSON.stringify(inputs.tensors) } : {}),
    // What the numbers of a row stand for that was made.
    ...(!isSupervised && isTable ? { 'fettle.features': JSON.stringify(featureNames) } : {}),
    ...(isSupervised && output.kind === 'classes' ? { 'fettle.labels': JSON.stringify(output.labels) } : {}),
    'fettle.layers': JSON.stringify(model.layers),
  }
}

export function describeExport({ fitted, inputs: { columns, tensors }, head }: Exported): string {
  const columnWords =
    columns.length === 0
      ? []
      : [
          'The columns of the table have the shape [N, 1] each. Numbers are float with NaN where missing, categories are',
          'string with "" where missing, dates are float days since 1970-01-01.',
          `Columns: ${columns.map(({ input, kind }) => `${input} (${kind})`).join(', ')}.`,
        ]
  const preprocessing = columns.length === 0 ? '' : ' from raw columns, preprocessing included'
  return [
    `${purposeOf(fitted, head)}${preprocessing}.`,
    ...columnWords,
    ...tensors.map((tensor) => `Input ${describeTensor(tensor)}.`),
    `Outputs: ${answerOf(fitted, head)}.`,
  ].join('\n')
}

const TENSORS: Readonly<Record<RawTensor['kind'], string>> = {
  table: 'float, normal random numbers',
  image: 'float, channels last',
  sequence: 'float, steps of features',
  tokens: 'int64, 0 where padded',
}

function describeTensor({ input, kind, shape }: RawTensor): string {
  return `${input} [${['N', ...shape].join(', ')}]: ${TENSORS[kind]}`
}

function purposeOf({ target }: FittedRecipe, { goal }: Exported['head']): string {
  if (goal === 'reconstruction') return 'Gives back its inputs'
  return goal === 'generation' ? 'Makes rows like those it was trained on' : `Predicts '${target}'`
}

function answerOf({ output }: FittedRecipe, { goal }: Exported['head']): string {
  if (goal === 'reconstruction') return "'reconstruction' on the scale of the network's input"
  if (goal === 'generation') return "'made' on the scale of the network's input"
  return output.kind === 'classes'
    ? `'label' (string) and 'probabilities' in the order of: ${output.labels.join(', ')}`
    : "'value' in the units of the target"
}
