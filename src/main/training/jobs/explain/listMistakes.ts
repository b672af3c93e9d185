/** @file The rows of a part by how wrong the model is. */
import type { Mistakes } from '../../../../shared/domain/explain'
import { AppError } from '../../../../shared/errors/appError'
import { answersOf } from '../../explain/answers'
import { compilePrediction } from '../../../compiler'
import type { Job } from '../../job'
import { answerRows, readTrained } from '../../asking/askTrained'

/** A probability of 0 is a loss without end; it is told as this one. */
const LEAST = 1e-15

export const listMistakes: Job<'listMistakes'> = async ({ part, most, ...trained }, tools) => {
  if (trained.training.mode !== 'supervised') throw new AppError('predict/no-target')
  const { meta, request, weights, rows } = await readTrained(trained)
  const data = await rows(part)
  const predictions = await answerRows(
    { ...compilePrediction(request), output: 'predictions', weights, data },
    tools,
  )
  const { output, targetCenter, targetScale } = meta.fitted
  const { labels, toAnswers } = answersOf(meta)
  const answers = toAnswers(predictions)
  const isClasses = output.kind === 'classes'
  const all = Array.from(data.y, (y, place): Mistakes['rows'][number] => {
    if (!isClasses) {
      const [truth, predicted] = [y * targetScale + targetCenter, answers[place] ?? NaN]
      return { place, truth, predicted, confidence: null, loss: Math.abs(truth - predicted) }
    }
    const shares = answers.subarray(place * labels.length, (place + 1) * labels.length)
    const predicted = shares.reduce((best, share, label) => (share > (shares[best] ?? 0) ? label : best), 0)
    const loss = -Math.log(Math.max(LEAST, shares[y] ?? 0))
    return { place, truth: y, predicted, confidence: shares[predicted] ?? 0, loss: Math.max(0, loss) }
  })
  const wrong = isClasses ? all.filter(({ truth, predicted }) => truth !== predicted).length : 0
  all.sort((one, other) => other.loss - one.loss || one.place - other.place)
  return { labels: isClasses ? [...labels] : [], total: all.length, wrong, rows: all.slice(0, most) }
}
