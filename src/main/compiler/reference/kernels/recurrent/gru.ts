/** @file Gated recurrent units, step by step. */
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
  stack,
  stateBefore,
  sum,
  sumRows,
  tracesOf,
} from './steps'

type Kernels = KernelsOf<RecurrentSignatures>
type Gates = [Tensor, Tensor, Tensor]

export const gru: Kernels['gru'] = ([x, w, u, b, mask], { isBackward }) => {
  const [count = 0, batch = 1] = x.shape
  const units = u.shape[0] ?? 1
  const made: Tensor[][] = []
  let h = full([batch, units], 0)
  for (const at of orderOf(count, isBackward)) {
    const [xz, xr, xg] = splitColumns(affine(itemOf(x, at), w, itemOf(b, 0)), units) as Gates
    const [uz, ur, ug] = splitColumns(affine(h, u, itemOf(b, 1)), units) as Gates
    const z = map(sum(xz, uz), sigmoid)
    const r = map(sum(xr, ur), sigmoid)
    const g = combine((a = 0, gate = 0, inner = 0) => Math.tanh(a + gate * inner), xg, r, ug)
    const next = combine((keep = 0, old = 0, fresh = 0) => keep * old + (1 - keep) * fresh, z, h, g)
    h = choose(maskOf(mask, at), next, h)
    made[at] = [h, z, r, g, ug]
  }
  return tracesOf(made) as unknown as ReturnType<Kernels['gru']>
}

export const gruGrad: Kernels['gruGrad'] = (inputs, { isBackward }) => {
  const [x, w, u, mask, states, ...rest] = inputs
  const d = rest[4]
  const gradients = new KernelGradients(w, u)
  const width = u.shape[1] ?? 1
  const ofBias = [full([width], 0), full([width], 0)] as [Tensor, Tensor]
  let carried = full(itemOf(d, 0).shape, 0)
  for (const at of orderOf(x.shape[0] ?? 0, !isBackward)) {
    const [z, r, g, ug] = rest.slice(0, 4).map((trace) => itemOf(trace, at)) as [...Gates, Tensor]
    const m = maskOf(mask, at)
    const h = stateBefore(states, at, isBackward)
    const ofState = sum(itemOf(d, at), carried)
    const ofNext = combine((dh = 0, s = 0) => s * dh, ofState, m)
    const ofZ = combine(
      (dn = 0, keep = 0, old = 0, fresh = 0) => dn * (old - fresh) * keep * (1 - keep),
      ofNext,
      z,
      h,
      g,
    )
    const ofG = combine((dn = 0, keep = 0, fresh = 0) => dn * (1 - keep) * (1 - fresh * fresh), ofNext, z, g)
    const ofR = combine((dg = 0, gate = 0, inner = 0) => dg * inner * gate * (1 - gate), ofG, r, ug)
    const ofX = joinColumns([ofZ, ofR, ofG])
    const ofH = joinColumns([ofZ, ofR, combine((dg = 0, gate = 0) => dg * gate, ofG, r)])
    const through = gradients.add(at, { x: itemOf(x, at), h }, { ofX, ofH })
    ofBias[0] = sum(ofBias[0], sumRows(ofX))
    ofBias[1] = sum(ofBias[1], sumRows(ofH))
    const kept = combine((dn = 0, keep = 0, dh = 0, s = 0) => dn * keep + (1 - s) * dh, ofNext, z, ofState, m)
    carried = sum(through, kept)
  }
  return [...gradients.results, stack(ofBias)]
}
