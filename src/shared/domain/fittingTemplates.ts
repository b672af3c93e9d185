/** @file Which templates suit a dataset: by the kinds of inputs that a plan makes, before anything is prepared. */
import type { DatasetPlan } from './dataset'
import type { TemplateId } from './design'
import type { InputSpec } from './modelInput'
import type { StepKind } from './recipe'

type InputKind = InputSpec['kind']

/** Fewer pixels make no picture worth looking at. */
const LEAST_PIXELS = 36

/** @returns the templates that suit a plan, the usual one first. */
export function fittingTemplates(plan: DatasetPlan): readonly [TemplateId, ...TemplateId[]] {
  const kinds = inputKindsOf(plan)
  const has = (...wanted: InputKind[]): boolean => wanted.every((kind) => kinds.includes(kind))
  const tabular = plan.task === 'regression' ? 'tabularRegressor' : 'tabularClassifier'
  if (has('table', 'tokens')) return ['tableAndText', tabular]
  if (has('table', 'image')) return ['tableAndPicture', tabular]
  if (has('sequence')) return ['seriesLstm', 'seriesGru']
  if (has('tokens')) return ['textCnn']
  if (has('image')) return ['pictureCnn']
  return isPixels(plan) ? [tabular, 'columnCnn'] : [tabular]
}

const ARCHITECTURES: Record<InputKind, TemplateId> = {
  table: 'architectureTable',
  image: 'architecturePicture',
  tokens: 'architectureText',
  sequence: 'architectureSeries',
}

/** @returns the template in which a study finds the layers, for the first input of a plan. */
export function architectureFor(plan: DatasetPlan): TemplateId {
  return ARCHITECTURES[inputKindsOf(plan)[0] ?? 'table']
}

/** @returns the kinds of inputs that the steps of a plan make of its columns, the main one first. */
export function inputKindsOf({ columns, recipe, series }: DatasetPlan): readonly InputKind[] {
  const does = (kind: StepKind): boolean => recipe.some((step) => step.kind === kind && !step.isOff)
  const inputs = columns.filter(({ role }) => role === 'input')
  const hasText = inputs.some(({ type }) => type === 'text')
  const isFigure =
    inputs.some(({ type }) => type !== 'text' && type !== 'image') || (hasText && does('tfidf'))
  return [
    ...(series ? ['sequence' as const] : isFigure ? ['table' as const] : []),
    ...(hasText && does('tokens') ? ['tokens' as const] : []),
    ...(inputs.some(({ type }) => type === 'image') ? ['image' as const] : []),
  ]
}

function isPixels({ columns }: DatasetPlan): boolean {
  const inputs = columns.filter(({ role }) => role === 'input')
  return (
    inputs.length >= LEAST_PIXELS &&
    Number.isInteger(Math.sqrt(inputs.length)) &&
    inputs.every(({ type }) => type === 'number')
  )
}
