import {
  activationOutput,
  compileLayers,
  endedActivation,
  endedLayers,
  type EndedActivation,
  gradientOutput,
  type ModelPlan,
} from '../../../compiler'
import type { LayerInsight, TrainingData } from '../../types'
import { sampleRows } from '../../rows/dataShelf'
import { floatsOf } from '../shared/tensors'
import { createEvaluationFeeds, type DataFeeds } from '../shared/dataFeeds'
import type { Tensors } from '../shared/tensors'
import { openSession, type Session } from './session'

/** Enough to see whether a unit ever speaks. */
const MOST_ROWS = 512
const LEAST_ROWS = 8
/** Of the outputs that are looked at, all layers together: 64 MB. */
const MOST_OUTPUTS = 16e6

/** Outputs of these count as standing at an end: tanh beyond ±0.95 has a tenth of its steepest slope, as has sigmoid there. */
const TANH_END = 0.95
const SIGMOID_END = 0.025

/** Looks at a network from within: one pass forward and back over a sample of rows, beside the training. */
export class LayerInspector {
  private session: Promise<Session> | null = null
  private feeds: DataFeeds | null = null

  constructor(
    private readonly plan: ModelPlan,
    private readonly rows: TrainingData,
  ) {}

  /** @param weights a tensor a group @returns null for two networks, and for an embedding, whose rows have no loss of their own */
  async inspect(weights: Tensors): Promise<LayerInsight[] | null> {
    const { plan } = this
    if (plan.judge !== null || plan.head.goal === 'embedding') return null
    // Small beside training, and it must give the same on every device.
    this.session ??= openSession(compileLayers(plan), { device: 'cpu', threads: 1, plansMemory: false })
    const session = await this.session
    this.feeds ??= createEvaluationFeeds(sampleRows(this.rows, sampleSize(plan)), plan)
    const results = await session.run({ ...weights, ...this.feeds.slice(0, this.feeds.rows) })
    return plan.layers.flatMap(({ spec, parameters }): LayerInsight[] => {
      const learnt = parameters.filter(({ isTrained }) => isTrained)
      const squares = learnt.map(({ name }) => Number(floatsOf(results[gradientOutput(name)])[0]))
      const gradientNorm = learnt.length > 0 ? root(squares) : null
      const activation = endedActivation(spec)
      if (gradientNorm === null && activation === null) return []
      const output = results[activationOutput(spec.id)]
      const units = output?.dims.at(-1) ?? 1
      return [
        { layer: spec.id, gradientNorm, ...endsOf(activation, output ? floatsOf(output) : null, units) },
      ]
    })
  }

  async release(): Promise<void> {
    await (await this.session)?.release()
  }
}

function sampleSize(plan: ModelPlan): number {
  const sizes = endedLayers(plan).map(({ outputShape }) => outputShape.reduce((all, size) => all * size, 1))
  const perRow = sizes.reduce((sum, size) => sum + size, 1)
  return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_OUTPUTS / perRow)))
}

function root(squares: readonly number[]): number {
  const sum = squares.reduce((total, square) => total + square, 0)
  return Number.isFinite(sum) ? Math.sqrt(sum) : Number.MAX_VALUE
}

/** @param outputs with the units as the last axis */
function endsOf(
  activation: EndedActivation | null,
  outputs: Float32Array | null,
  units: number,
): Pick<LayerInsight, 'deadShare' | 'saturatedShare'> {
  if (activation === null || outputs === null) return { deadShare: null, saturatedShare: null }
  return activation === 'relu'
    ? { deadShare: deadShare(outputs, units), saturatedShare: null }
    : { deadShare: null, saturatedShare: saturatedShare(outputs, activation) }
}

function deadShare(outputs: Float32Array, units: number): number {
  const speaks = new Uint8Array(units)
  for (let index = 0; index < outputs.length; index++) if (outputs[index] !== 0) speaks[index % units] = 1
  return 1 - speaks.reduce((sum, one) => sum + one, 0) / units
}

function saturatedShare(outputs: Float32Array, activation: 'tanh' | 'sigmoid'): number {
  let count = 0
  for (const output of outputs) {
    const isAtEnd =
      activation === 'tanh' ? Math.abs(output) > TANH_END : Math.abs(output - 0.5) > 0.5 - SIGMOID_END
    if (isAtEnd) count++
  }
  return outputs.length === 0 ? 0 : count / outputs.length
}
