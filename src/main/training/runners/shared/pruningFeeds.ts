/** @file Masks of pruned weights, as training programs take them. */
import { Tensor } from 'onnxruntime-node'
import { pruningName, type CompiledModel, type PruningMasks } from '../../../compiler'
import type { Weights } from '../../types'
import type { Tensors } from './tensors'

/** @returns a mask a group that is trained; ones for parameters without a mask. */
export function pruningFeeds({ groups }: Pick<CompiledModel, 'groups'>, masks: PruningMasks): Tensors {
  return Object.fromEntries(
    groups
      .filter(({ isTrained, isFrozen }) => isTrained && !isFrozen)
      .map((group) => {
        const whole = new Float32Array(sizeOf(group.shape)).fill(1)
        let start = 0
        for (const { name, shape } of group.members) {
          const mask = masks.get(name)
          if (mask) whole.set(mask, start)
          start += sizeOf(shape)
        }
        return [pruningName(group), new Tensor('float32', whole, group.shape)] as const
      }),
  )
}

/** @returns the same weights, those at zeros of the masks being zero. */
export function withoutPruned(weights: Weights, masks: PruningMasks): Weights {
  return new Map(
    [...weights].map(([name, { shape, values }]) => {
      const mask = masks.get(name)
      const kept = mask ? values.map((value, index) => (mask[index] === 0 ? 0 : value)) : values
      return [name, { shape, values: kept }] as const
    }),
  )
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}
