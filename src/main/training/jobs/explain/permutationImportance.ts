/** @file How much worse a model does where a column is shuffled (Breiman 2001; Fisher, Rudin and Dominici 2019). */
import { isOwnMetric, METRIC_DIRECTIONS } from '../../../../shared/domain/metric'
import { AppError } from '../../../../shared/errors/appError'
import { createRandom } from '../../../../shared/util/random'
import { countRows, openSubject } from '../../explain/openSubject'
import { predictMade } from '../../explain/subject'
import { measure } from '../../metrics'
import type { Job } from '../../job'

export const permutationImportance: Job<'permutationImportance'> = async (input, tools) => {
  const { subject, answers, y, asked } = await openSubject(input)
  const { metric, repeats, seed, task } = input
  const { explained, names } = subject
  const onRows = countRows(tools, explained * (1 + names.length * repeats))
  const { targetCenter: center, targetScale: scale } = asked.meta.fitted
  const score = async (from: readonly Int32Array[]): Promise<number> => {
    const predictions = await predictMade({ subject, answers, onRows }, from)
    const evaluation = { predictions, loss: NaN }
    const value = measure({ task, evaluation, y, target: { center, scale } })[metric]
    if (value === undefined) throw new AppError('explain/no-metric', { metric })
    return value
  }
  try {
    const own = Int32Array.from({ length: explained }, (_, row) => row)
    const asIs = names.map(() => own)
    const base = await score(asIs)
    const isLarge = !isOwnMetric(metric) && METRIC_DIRECTIONS[metric] === 'maximize'
    const columns: { name: string; mean: number; deviation: number }[] = []
    for (const [column, name] of names.entries()) {
      const worse: number[] = []
      for (let repeat = 0; repeat < repeats; repeat++) {
        const shuffled = createRandom(seed, column, repeat).shuffle(own.slice())
        const value = await score(asIs.with(column, shuffled))
        worse.push(isLarge ? base - value : value - base)
      }
      columns.push({ name, ...spreadOf(worse) })
    }
    columns.sort((one, other) => other.mean - one.mean)
    return { by: subject.by, metric, base, rowCount: explained, repeats, columns }
  } finally {
    await answers.dispose()
  }
}

function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(square) }
}
