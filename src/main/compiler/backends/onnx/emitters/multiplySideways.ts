/** @file Stacks of matrices multiplied, the second one lying on its side. */
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'

/**
 * [..., m, k] · [..., n, k]ᵀ → [..., m, n]. The processor reads the second one as it lies; a graphics card, which has no such
 * operator, turns it first.
 * @param rank number of axes of both
 */
export function multiplySideways(
  emitter: OnnxEmitter,
  [left, right]: readonly [string, string],
  rank: number,
): string {
  if (emitter.device === 'cpu') {
    return emitter.add('FusedMatMul', [left, right], { transB: attribute.int(1) })
  }
  const axes = Array.from({ length: rank }, (_, axis) => axis)
  const perm = [...axes.slice(0, -2), rank - 1, rank - 2]
  return emitter.add('MatMul', [left, emitter.add('Transpose', [right], { perm: attribute.ints(perm) })])
}
