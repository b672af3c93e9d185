import type { DatasetVersion } from '../../../shared/domain/dataset'
import { decideLoss } from '../../../shared/domain/loss'
import type { Goal } from '../../../shared/domain/task'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'

/** @returns rows of each class of the target, where all were counted; else null. */
export function classCounts({
  profiles,
  target,
  output,
}: DatasetVersion): ReadonlyMap<string, number> | null {
  const values = profiles.find(({ name }) => name === target)?.values
  if (output.kind !== 'classes' || values?.kind !== 'values') return null
  const counts = new Map(values.top.map(({ value, count }) => [value, count]))
  return output.labels.every((label) => counts.has(label)) ? counts : null
}

/**
 * The loss of who knows nothing but how often each class occurs (its entropy), or the mean (the variance, on the scale on which it is
 * learnt): what a model has to beat.
 * @returns null where the loss is of another kind
 */
export function chanceLossOf(
  version: DatasetVersion,
  { goal, training, targetScale }: { goal: Goal; training: TrainingSpec; targetScale: number },
): number | null {
  const loss = decideLoss(goal, training.loss)
  if (goal === 'regression') {
    const values = version.profiles.find(({ name }) => name === version.target)?.values
    if (loss !== 'mse' || values?.kind !== 'number' || targetScale === 0) return null
    return (values.standardDeviation / targetScale) ** 2
  }
  const isEntropy = (goal === 'binary' || goal === 'multiclass') && loss === 'crossEntropy'
  if (!isEntropy || training.labelSmoothing > 0 || version.output.kind !== 'classes') return null
  const counts = classCounts(version)
  // Weighed classes are learnt as if they were equally frequent.
  if (training.classWeights === 'balanced' || counts === null) return Math.log(version.output.labels.length)
  const shares = version.output.labels.map((label) => counts.get(label) ?? 0)
  const total = shares.reduce((sum, count) => sum + count, 0)
  return shares.reduce((sum, count) => sum - (count === 0 ? 0 : (count / total) * Math.log(count / total)), 0)
}

/** @returns share of the commonest class; null for numbers, and where nobody counted. */
export function commonestShare(version: DatasetVersion): number | null {
  const counts = classCounts(version)
  if (counts === null) return null
  const all = [...counts.values()]
  return Math.max(...all) / all.reduce((sum, count) => sum + count, 0)
}
