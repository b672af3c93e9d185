/** @file Long short-term memory, step by step. */
import type { RecurrentSignatures } from '../../../ops/signature/recurrent'
import { full, map, type Tensor } from '../../tensor'
import { sigmoid } from '../common'
import type { KernelsOf } from '../kernel'
import {
  affine,
  choose,
  combine,
  itemOf,
  joinColumns,
  KernelGradients,
  maskOf,
  multiply,
  orderOf,
  splitColumns,
  stateBefore,
  sum,
  sumRows,
  tracesOf,
} from './steps'

type Kernels = KernelsOf<RecurrentSignatures>

type Gates = [Tensor, Tensor, Tensor, Tensor]

export const lstm: Kernels['lstm'] = ([x, w, u, b, mask], { isBackward }) => {
  const [count = 0, batch = 1] = x.shape
  const units = u.shape[0] ?? 1
  const made: Tensor[][] = []
  let h = full([batch, units], 0)
  let c = h
  for (const at of orderOf(count, isBackward)) {
    const sums = splitColumns(affine(h, u, affine(itemOf(x, at), w, b)), units)
    const [i, f, g, o] = sums.map((gate, index) => map(gate, index === 2 ? Math.tanh : sigmoid)) as Gates
    const m = maskOf(mask, at)
    const kept = multiply(f, c)
    const memory = sum(kept, multiply(i, g))
    const out = map(memory, Math.tanh)
    h = choose(m, multiply(o, out), h)
    c = choose(m, memory, c)
    made[at] = [h, out, kept, i, f, g, o]
  }
  return tracesOf(made) as unknown as ReturnType<Kernels['lstm']>
}

export const lstmGrad: Kernels['lstmGrad'] = (inputs, { isBackward }) => {
  const [x, w, u, mask, states, outs, keeps, ...rest] = inputs
  const d = rest[4]
  const gradients = new KernelGradients(w, u)
  let ofBias = full([u.shape[1] ?? 1], 0)
  let ofH = full(itemOf(d, 0).shape, 0)
  let ofC = ofH
  for (const at of orderOf(x.shape[0] ?? 0, !isBackward)) {
    const [i, f, g, o] = rest.slice(0, 4).map((trace) => itemOf(trace, at)) as Gates
    const [m, out] = [maskOf(mask, at), itemOf(outs, at)]
    const ofState = sum(itemOf(d, at), ofH)
    const ofOutput = multiply(
      ofState,
      combine((gate = 0, t = 0) => gate * (1 - t * t), o, out),
    )
    const ofMemory = combine((dc = 0, dh = 0, s = 0) => s * (dc + dh), ofC, ofOutput, m)
    const ofSums = joinColumns([
      multiply(ofMemory, g, map(i, sigmoidSlope)),
      // f·c₋ is at hand: of the slope f·(1 − f) the second factor is left.
      multiply(
        ofMemory,
        itemOf(keeps, at),
        map(f, (gate) => 1 - gate),
      ),
      multiply(
        ofMemory,
        i,
        map(g, (value) => 1 - value * value),
      ),
      multiply(ofState, m, out, map(o, sigmoidSlope)),
    ])
    const h = stateBefore(states, at, isBackward)
    const through = gradients.add(at, { x: itemOf(x, at), h }, { ofX: ofSums, ofH: ofSums })
    ofBias = sum(ofBias, sumRows(ofSums))
    ofH = combine((a = 0, dh = 0, s = 0) => a + (1 - s) * dh, through, ofState, m)
    ofC = combine((dm = 0, a = 0, dc = 0, s = 0) => dm * a + (1 - s) * dc, ofMemory, f, ofC, m)
  }
  return [...gradients.results, ofBias]
}

function sigmoidSlope(s: number): number {
  return s * (1 - s)
}
