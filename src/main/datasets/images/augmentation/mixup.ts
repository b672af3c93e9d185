/** @file Mixup (Zhang et al. 2018): training on mixtures of two pictures and of their targets. */
import type { Random } from '../../../../shared/util/random'

export interface MixupPairs {
  /** For each place of the order, the row that is mixed in. */
  readonly partners: Int32Array
  /** λ: how much of the row itself remains; x = λ xᵢ + (1 − λ) xⱼ, and the target likewise. */
  readonly shares: Float32Array
}

/** Partners are the rows themselves in another order, so that every row is mixed in once. λ ~ Beta(α, α), one a row. */
export function mixupPairs(order: Int32Array, alpha: number, random: Random): MixupPairs {
  const partners = random.shuffle(Int32Array.from(order))
  const shares = Float32Array.from(order, () => drawBeta(alpha, random))
  return { partners, shares }
}

/** Mixes in place: `row` ← share · row + (1 − share) · partner. */
export function mixRows(row: Float32Array, partner: Float32Array, share: number): void {
  for (let index = 0; index < row.length; index++) {
    row[index] = share * (row[index] ?? 0) + (1 - share) * (partner[index] ?? 0)
  }
}

/** A / (A + B) of two gamma variables, by their logarithms: for a small α both may be too small for a number. */
function drawBeta(alpha: number, random: Random): number {
  if (alpha === 0) return 1
  return 1 / (1 + Math.exp(drawLogGamma(alpha, random) - drawLogGamma(alpha, random)))
}

/** Marsaglia and Tsang 2000; below 1, G(α) = G(α + 1) · U^(1/α) (their section 6). */
function drawLogGamma(alpha: number, random: Random): number {
  const boost = alpha < 1 ? Math.log(positive(random)) / alpha : 0
  const d = (alpha < 1 ? alpha + 1 : alpha) - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(positive(random)) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      return Math.log(d * v) + boost
    }
  }
}

function positive(random: Random): number {
  return 1 - random.next()
}
