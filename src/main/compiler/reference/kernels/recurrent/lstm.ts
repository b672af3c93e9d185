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
  orderOf,
  splitColumns,
  stateBefore,
  sum,
  sumRows,
  tracesOf,
} from './steps'

type Kernels = KernelsOf<RecurrentSignatures>

export const lstm: Kernels['lstm'] = ([x, w, u, b, mask], { isBackward }) => {
  const [count = 0, batch = 1] = x.shape
  const units = u.shape[0] ?? 1
  const made: Tensor[][] = []
  let h = full([batch, units], 0)
  let c = h
  for (const at of orderOf(count, isBackward)) {
    const sums = splitColumns(affine(h, u, affine(itemOf(x, at), w, b)), units)
    const [i, f, g, o] = sums.map((gate, index) => map(gate, index === 2 ? Math.tanh : sigmoid)) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ]
    const m = maskOf(mask, at)
    const memory = combine(
      (forget = 0, old = 0, add = 0, fresh = 0) => forget * old + add * fresh,
      f,
      c,
      i,
      g,
    )
    h = choose(
      m,
      combine((out = 0, cell = 0) => out * Math.tanh(cell), o, memory),
      h,
    )
    c = choose(m, memory, c)
    made[at] = [h, c, i, f, g, o]
  }
  return tracesOf(made) as unknown as ReturnType<Kernels['lstm']>
}

export const lstmGrad: Kernels['lstmGrad'] = (inputs, { isBackward }) => {
  const [x, w, u, mask, states, cells, ...rest] = inputs
  const d = rest[4]
  const gradients = new KernelGradients(w, u)
  let ofBias = full([u.shape[1] ?? 1], 0)
  let ofH = full(itemOf(d, 0).shape, 0)
  let ofC = ofH
  for (const at of orderOf(x.shape[0] ?? 0, !isBackward)) {
    const [i, f, g, o] = rest.slice(0, 4).map((trace) => itemOf(trace, at)) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ]
    const m = maskOf(mask, at)
    const before = stateBefore(cells, at, isBackward)
    const out = map(itemOf(cells, at), Math.tanh)
    const ofState = sum(itemOf(d, at), ofH)
    const ofOutput = combine((dh = 0, gate = 0, t = 0) => dh * gate * (1 - t * t), ofState, o, out)
    const ofMemory = combine((dc = 0, dh = 0, s = 0) => s * (dc + dh), ofC, ofOutput, m)
    const ofSums = joinColumns([
      combine((dc = 0, a = 0, b = 0) => dc * b * a * (1 - a), ofMemory, i, g),
      combine((dc = 0, a = 0, b = 0) => dc * b * a * (1 - a), ofMemory, f, before),
      combine((dc = 0, a = 0, b = 0) => dc * b * (1 - a * a), ofMemory, g, i),
      combine((dh = 0, a = 0, b = 0, s = 0) => s * dh * b * a * (1 - a), ofState, o, out, m),
    ])
    const h = stateBefore(states, at, isBackward)
    const through = gradients.add(at, { x: itemOf(x, at), h }, { ofX: ofSums, ofH: ofSums })
    ofBias = sum(ofBias, sumRows(ofSums))
    ofH = combine((a = 0, dh = 0, s = 0) => a + (1 - s) * dh, through, ofState, m)
    ofC = combine((dm = 0, a = 0, dc = 0, s = 0) => dm * a + (1 - s) * dc, ofMemory, f, ofC, m)
  }
  return [...gradients.results, ofBias]
}
