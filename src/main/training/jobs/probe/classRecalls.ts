/** @file How well every class of the validation rows is found. */
import { evaluateOnValidation } from '../../predict/trainedModel'
import { countConfusion, predictClasses, scoreClasses } from '../../metrics/classes'
import type { Job } from '../../job'

export const classRecalls: Job<'classRecalls'> = async (trained) => {
  const { output, evaluation, y } = await evaluateOnValidation(trained)
  if (output.kind !== 'classes') return []
  const found = predictClasses(evaluation.predictions, y.length)
  const scores = scoreClasses(countConfusion(y, found, output.labels.length))
  return scores.map(({ recall, support }, index) => ({
    ...{ label: output.labels[index] ?? '', recall },
    rows: support,
  }))
}
