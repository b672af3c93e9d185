/** @file The plainest recurrence, step by step. */
import type { RecurrentSignatures } from '../../../ops/signature/recurrent'
import { full, map, type Tensor } from '../../tensor'
import type { KernelsOf } from '../kernel'
import {
  affine,
  choose,
  combine,
  itemOf,
  KernelGradients,
  maskOf,
  orderOf,
  stack,
  stateBefore,
  sum,
  sumRows,
} from './steps'

type Kernels = KernelsOf<RecurrentSignatures>

export const simpleRnn: Kernels['simpleRnn'] = ([x, w, u, b, mask], { isBackward }) => {
  const [count = 0, batch = 1] = x.shape
  const states: Tensor[] = []
  let h = full([batch, u.shape[0] ?? 1], 0)
  for (const at of orderOf(count, isBackward)) {
    const next = map(affine(h, u, affine(itemOf(x, at), w, b)), Math.tanh)
    h = choose(maskOf(mask, at), next, h)
    states[at] = h
  }
  return [stack(states)]
}

export const simpleRnnGrad: Kernels['simpleRnnGrad'] = ([x, w, u, mask, states, d], { isBackward }) => {
  const [count = 0] = x.shape
  const gradients = new KernelGradients(w, u)
  let ofBias = full([u.shape[1] ?? 1], 0)
  let carried = full(itemOf(d, 0).shape, 0)
  for (const at of orderOf(count, !isBackward)) {
    const m = maskOf(mask, at)
    const ofState = sum(itemOf(d, at), carried)
    const ofSum = combine((dh = 0, h = 0, s = 0) => s * dh * (1 - h * h), ofState, itemOf(states, at), m)
    const h = stateBefore(states, at, isBackward)
    const through = gradients.add(at, { x: itemOf(x, at), h }, { ofX: ofSum, ofH: ofSum })
    ofBias = sum(ofBias, sumRows(ofSum))
    carried = combine((a = 0, dh = 0, s = 0) => a + (1 - s) * dh, through, ofState, m)
  }
  return [...gradients.results, ofBias]
}
