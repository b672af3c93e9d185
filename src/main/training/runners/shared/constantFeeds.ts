import { Tensor } from 'onnxruntime-node'
import { CLASS_WEIGHTS_INPUT, type CompiledModel } from '../../../compiler'
import { balancedWeights } from '../../classWeights'
import type { RunnerRequest } from '../../types'
import { scalar } from './tensors'
import type { Tensors } from './tensors'
import type { MaskPools } from './maskPools'

/** Masks and settings: what no step changes. Rows are apart, see `rowFeeds`. */
export function constantFeeds(
  { train }: Pick<RunnerRequest, 'train'>,
  { step, plan }: Pick<CompiledModel, 'step' | 'plan'>,
  masks: MaskPools,
): Tensors {
  const feeds: Record<string, Tensor> = {}
  for (const { name, value } of step.settings) feeds[name] = scalar(value)
  if (step.hasClassWeights) {
    const weights = balancedWeights(train.y, Math.max(2, plan.head.units))
    feeds[CLASS_WEIGHTS_INPUT] = new Tensor('float32', weights, [weights.length])
  }
  for (const [name, { width, values }] of masks.pools) {
    feeds[name] = new Tensor('float32', values, [masks.rows, width])
  }
  return feeds
}
