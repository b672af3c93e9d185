/** @file Which weights go: those of the smallest magnitude, more and more of them. */
import type { PruningScope } from '../../../shared/domain/artifact'
import type { NamedWeights } from '../backends/onnx/emitPredict'
import type { ParameterSpec } from '../layers/parameter'

/** 1 where a weight stays, 0 where it is zero for good; a mask a kernel, none for what is never pruned. */
export type PruningMasks = ReadonlyMap<string, Float32Array>

/** Kernels are pruned; biases and norms are few and matter. */
export function isPrunable({ name, shape }: Pick<ParameterSpec, 'name' | 'shape'>): boolean {
  return shape.length > 1 && /kernel$/i.test(name)
}

/**
 * s_t = s_f · (1 − (1 − t)³): fast at first, while there is much to lose, slow in the end (Zhu & Gupta 2017, arXiv:1710.01878,
 * equation 1, from no sparsity on).
 * @param share of the schedule that is over, 0 to 1
 */
export function sparsityAt(share: number, target: number): number {
  return target * (1 - (1 - Math.min(1, Math.max(0, share))) ** 3)
}

/** @param sparsity share of the prunable weights that shall be zero. Equal magnitudes go in their order. */
export function pruneByMagnitude(
  weights: NamedWeights,
  { sparsity, scope }: { readonly sparsity: number; readonly scope: PruningScope },
): PruningMasks {
  const kernels = [...weights].filter(([name, { shape }]) => isPrunable({ name, shape }))
  if (scope === 'global') return cut(kernels, sparsity)
  return new Map(kernels.flatMap((kernel) => [...cut([kernel], sparsity)]))
}

type Kernels = readonly (readonly [string, { readonly values: Float32Array }])[]

function cut(kernels: Kernels, sparsity: number): PruningMasks {
  const masks = new Map(kernels.map(([name, { values }]) => [name, new Float32Array(values.length).fill(1)]))
  const sizes = kernels.flatMap(([, { values }]) => Array.from(values, Math.abs))
  const sorted = Float32Array.from(sizes).sort()
  let left = Math.round(sparsity * sorted.length)
  if (left === 0) return masks
  const limit = sorted[left - 1] ?? 0
  left -= sorted.findIndex((size) => size >= limit)
  for (const [name, { values }] of kernels) {
    const mask = masks.get(name)
    values.forEach((value, index) => {
      const size = Math.abs(value)
      const goes = size < limit || (size === limit && left-- > 0)
      if (goes && mask) mask[index] = 0
    })
  }
  return masks
}

export interface Sparsity {
  readonly weights: number
  readonly zeros: number
}

/** Of all weights, pruned or not. */
export function countZeros(weights: NamedWeights): Sparsity {
  let zeros = 0
  let all = 0
  for (const { values } of weights.values()) {
    all += values.length
    for (const value of values) if (value === 0) zeros++
  }
  return { weights: all, zeros }
}
