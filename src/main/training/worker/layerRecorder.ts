/** @file Figures of every layer at the end of an epoch. Never changes what is trained: it only looks, and says where to stop for a look. */
import type { RunRequest } from '../../../shared/contract/worker'
import type { LayerFigures } from '../../../shared/domain/diagnosis/layerFigures'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { LayerInsight, Runner, Weights } from '../types'

export interface LayerRecorder {
  /**
   * Told before rows are trained on; remembers the weights before the last step of an epoch.
   * @returns up to which row to train now, so that the last step stands by itself
   */
  beforeRows(from: number, to: number, rows: number): Promise<number>
  /** @returns the epoch with the figures of its layers */
  complete(step: StepMetrics): Promise<StepMetrics>
}

/** @returns null where the run does not ask for figures, or its engine has none. */
export function createLayerRecorder(
  { recordsLayers = false, training }: Pick<RunRequest, 'recordsLayers' | 'training'>,
  runner: Runner,
): LayerRecorder | null {
  if (!recordsLayers || runner.inspectLayers === undefined) return null
  const { batchSize, accumulate } = training
  let before: Weights | null = null
  return {
    async beforeRows(from, to, rows) {
      // Of so many batches exactly one makes a step.
      const batches = Math.ceil(rows / batchSize)
      const last = Math.max(0, batches - accumulate) * batchSize
      if (from < last) return Math.min(to, last)
      if (from === last) before = await runner.weights()
      return to
    },
    async complete(step) {
      const insights = await runner.inspectLayers?.()
      if (!insights) return step
      const layers = figuresOf(insights, { before, after: await runner.weights() })
      before = null
      return { ...step, layers }
    },
  }
}

interface Moved {
  /** Null where the last step was taken before a checkpoint. */
  readonly before: Weights | null
  readonly after: Weights
}

function figuresOf(insights: readonly LayerInsight[], { before, after }: Moved): LayerFigures[] {
  return insights.map((insight) => {
    if (insight.gradientNorm === null) return { ...insight, weightNorm: null, updateRatio: null }
    const names = [...after.keys()].filter((name) => name.startsWith(`${insight.layer}/`))
    const weightNorm = distance(names, after, null)
    const earlier = before === null ? 0 : distance(names, before, null)
    const updateRatio = earlier > 0 ? distance(names, after, before) / earlier : null
    return { ...insight, weightNorm, updateRatio }
  })
}

/** Euclidean, over all numbers of these weights; from 0 where there is nothing to be far from. */
function distance(names: readonly string[], weights: Weights, from: Weights | null): number {
  let sum = 0
  for (const name of names) {
    const values = weights.get(name)?.values ?? []
    const origin = from?.get(name)?.values
    for (let index = 0; index < values.length; index++) {
      sum += ((values[index] ?? 0) - (origin?.[index] ?? 0)) ** 2
    }
  }
  return Math.sqrt(sum)
}
