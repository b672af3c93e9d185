/** @file The signed-rank test of Wilcoxon (1945), one-sided, as SciPy's `wilcoxon(d, alternative="greater", zero_method="zsplit")`. */
import { normalCdf } from './normal'

/** Up to so many differences all signs can be gone through where there are ties or zeros, and without them. */
const MOST_TIED = 13
const MOST_EXACT = 50

/**
 * Whether differences of pairs tend to be positive. Equal sizes share their mean rank; differences of zero count half for each side.
 * @returns the probability of such a sum of positive ranks, or a larger one, where both signs are as likely: exact for few differences
 */
export function signedRankTest(differences: readonly number[]): number {
  const n = differences.length
  const ranks = doubledRanks(differences)
  let positive = 0
  for (const [index, value] of differences.entries()) {
    positive += (ranks[index] ?? 0) * (value > 0 ? 1 : value === 0 ? 0.5 : 0)
  }
  const isTied = differences.includes(0) || new Set(differences.map(Math.abs)).size < n
  if (n > (isTied ? MOST_TIED : MOST_EXACT)) return byNormal(ranks, positive)
  const zeros = ranks.filter((_, index) => differences[index] === 0).reduce((sum, rank) => sum + rank / 2, 0)
  return tailOf(
    ranks.filter((_, index) => differences[index] !== 0),
    positive - zeros,
  )
}

/** Twice the mean ranks of the sizes, so that they are whole. */
function doubledRanks(differences: readonly number[]): number[] {
  const sizes = differences.map(Math.abs)
  const order = Array.from(sizes.keys()).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0))
  const ranks = new Array<number>(sizes.length).fill(0)
  for (let first = 0; first < order.length;) {
    let last = first
    while (last + 1 < order.length && sizes[order[last + 1] ?? 0] === sizes[order[first] ?? 0]) last++
    for (let place = first; place <= last; place++) ranks[order[place] ?? 0] = first + last + 2
    first = last + 1
  }
  return ranks
}

/** @returns the share of the 2^n choices of signs whose positive ranks sum up to at least `sum`. */
function tailOf(ranks: readonly number[], sum: number): number {
  const total = ranks.reduce((all, rank) => all + rank, 0)
  const shares = new Float64Array(total + 1)
  shares[0] = 1
  for (const rank of ranks) {
    for (let at = total; at >= 0; at--) shares[at] = ((shares[at] ?? 0) + (shares[at - rank] ?? 0)) / 2
  }
  let tail = 0
  for (let at = total; at >= Math.ceil(sum); at--) tail += shares[at] ?? 0
  return tail
}

/** The variance of the sum is that of its ranks, Σ (rank / 2)²: ties and zeros are in it. */
function byNormal(ranks: readonly number[], positive: number): number {
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / 2
  const deviation = Math.sqrt(ranks.reduce((sum, rank) => sum + rank * rank, 0)) / 2
  return 1 - normalCdf((positive - mean) / deviation)
}
