/** @file What all scripts say of a run: its heading, its numbers, and what they cannot repeat. */
import type { CodeRemark } from '../../../shared/domain/code'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import type { ModelPlan } from '../compile/modelPlan'
import type { CodeRequest } from './request'

/** Words of the scripts, which are English in every language of the window, as code is. */
const REMARKS: Readonly<Record<CodeRemark, string>> = {
  dropout: 'Dropout draws its own random numbers here: losses are near those of Fettle, not equal.',
  noise: 'Noise is drawn anew here: losses are near those of Fettle, not equal.',
  augmentation: 'Fettle changed the pictures by chance while it trained; here they stay as they are.',
  latentNoise:
    'What the generator begins with is drawn anew here: losses are near those of Fettle, not equal.',
}

export function findRemarks({
  layers,
  discriminator = [],
  training,
  hasAugmentation,
}: CodeRequest): CodeRemark[] {
  const all = [...layers, ...discriminator]
  const found: Readonly<Record<CodeRemark, boolean>> = {
    dropout: all.some(drops),
    noise: all.some((layer) => layer.kind === 'gaussianNoise' && layer.deviation > 0),
    augmentation: hasAugmentation,
    latentNoise: training.mode === 'adversarial',
  }
  return (Object.keys(found) as CodeRemark[]).filter((remark) => found[remark])
}

function drops(layer: LayerSpec): boolean {
  const isRated = 'rate' in layer && layer.rate > 0
  return isRated || ('recurrentRate' in layer && layer.recurrentRate > 0)
}

export function describeRemarks(remarks: readonly CodeRemark[]): string[] {
  return remarks.map((remark) => REMARKS[remark])
}

/** The lines of the heading, without the marks of a comment. */
export function headingLines(request: CodeRequest, framework: string): string[] {
  const remarks = describeRemarks(findRemarks(request))
  return [
    `${request.title.replaceAll(/["\\\n*]/g, ' ')}: the model and its training, in ${framework}.`,
    '',
    'Beside this file lie the prepared rows (data/), the order of the batches (data/order.npy), the first weights',
    '(weights/) and the losses of the trial (fettle.json), next to which this script prints its own after every epoch.',
    ...(remarks.length > 0 ? ['', ...remarks] : []),
  ]
}

/** Penalties on weights, by the names of the tensors. */
export function penaltiesOf({ parameters }: ModelPlan) {
  return parameters.flatMap(({ name, l1, l2 }) => [
    ...(l2 > 0 ? [{ name, kind: 'l2', factor: l2 } as const] : []),
    ...(l1 > 0 ? [{ name, kind: 'l1', factor: l1 } as const] : []),
  ])
}

/** Limits on the length of the weights that reach a unit. */
export function limitsOf({ parameters }: ModelPlan) {
  return parameters
    .filter(({ maxNorm }) => maxNorm > 0)
    .map(({ name, maxNorm, unitAxis }) => ({ name, limit: maxNorm, axis: unitAxis }))
}

/** Whether rows weigh by their class: never where there are no classes. */
export function weighsClasses({ training }: CodeRequest, { head }: ModelPlan): boolean {
  return training.classWeights === 'balanced' && (head.goal === 'binary' || head.goal === 'multiclass')
}

/** Whether rows have weights of their own: never where they are their own targets. */
export function weighsRows({ hasRowWeights }: CodeRequest, { head }: ModelPlan): boolean {
  return hasRowWeights && head.goal !== 'reconstruction' && head.goal !== 'generation'
}

/** @returns lines one level deeper. */
export function indent(lines: readonly string[], by = '    '): string[] {
  return lines.map((line) => (line === '' ? '' : `${by}${line}`))
}

/** @returns the text of a file: blocks with an empty line between them, without those that are empty. */
export function joinBlocks(blocks: readonly (readonly string[])[], gap = '\n\n'): string {
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join(gap)}\n`
}

/** Where an input's rows, or anything else, lie beside the script, without the ending. */
export const dataName = (part: 'train' | 'validation', name: string): string => `data/${part}.${name}`

/** The file of a weight, without the ending. */
export function weightFile(name: string): string {
  return `weights/${name.replaceAll('/', '.')}`
}
