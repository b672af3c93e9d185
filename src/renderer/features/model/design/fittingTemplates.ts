import type { Dataset } from '@shared/domain/dataset'
import type { TemplateId } from '@shared/domain/design'

/** Fewer pixels make no picture worth looking at. */
const LEAST_PIXELS = 36

/** @returns the templates that suit a dataset, the usual one first. */
export function fittingTemplates(dataset: Dataset | undefined): readonly TemplateId[] {
  if (dataset === undefined) return []
  const { task, columns } = dataset.latest.plan
  const inputs = columns.filter(({ role }) => role === 'input')
  const isPicture =
    inputs.length >= LEAST_PIXELS &&
    Number.isInteger(Math.sqrt(inputs.length)) &&
    inputs.every(({ type }) => type === 'number')
  return [
    task === 'regression' ? 'tabularRegressor' : 'tabularClassifier',
    ...(isPicture ? ['columnCnn' as const] : []),
  ]
}
