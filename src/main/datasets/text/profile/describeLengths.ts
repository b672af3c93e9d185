import { LENGTH_SHARES, type TextLengths } from '../../../../shared/domain/textProfile'

const BINS = 30
/** A few very long texts would leave the rest one bin. */
const SHOWN_SHARE = 0.99

/** @param lengths one of each text, at least one. @param rows how many rows hold the text. */
export function describeLengths(lengths: readonly number[], rows: readonly number[]): TextLengths {
  const order = [...lengths.keys()].sort((one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0))
  const total = rows.reduce((sum, count) => sum + count, 0)
  const lengthAt = (share: number) => {
    let seen = 0
    const found = order.find((index) => (seen += rows[index] ?? 0) >= share * total)
    return lengths[found ?? -1] ?? 0
  }
  const shortest = lengths[order[0] ?? -1] ?? 0
  const sum = lengths.reduce((all, length, index) => all + length * (rows[index] ?? 0), 0)
  return {
    shortest,
    longest: lengths[order[order.length - 1] ?? -1] ?? 0,
    mean: total === 0 ? 0 : sum / total,
    quantiles: LENGTH_SHARES.map((share) => ({ share, length: lengthAt(share) })),
    histogram: countBins({ lengths, rows }, shortest, lengthAt(SHOWN_SHARE)),
  }
}

/** Bins are whole numbers wide, so that each holds as many lengths. */
function countBins(
  { lengths, rows }: { readonly lengths: readonly number[]; readonly rows: readonly number[] },
  low: number,
  shown: number,
): TextLengths['histogram'] {
  const width = Math.max(1, Math.ceil((shown + 1 - low) / BINS))
  const counts = new Array<number>(Math.max(1, Math.ceil((shown + 1 - low) / width))).fill(0)
  lengths.forEach((length, index) => {
    const bin = Math.min(counts.length - 1, Math.floor((length - low) / width))
    counts[bin] = (counts[bin] ?? 0) + (rows[index] ?? 0)
  })
  return { low, high: low + width * counts.length, counts }
}
