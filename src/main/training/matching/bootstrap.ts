/** @file How sure an equal error rate is, given that other people could have been asked. */
import { createRandom } from '../../../shared/util/random'
import { equalError, errorCurve, type Pairs } from './verification'

export interface RateInterval {
  readonly low: number
  readonly high: number
}

const SEED = 0x4550

/**
 * The middle 95 % of the rates of so many samples of classes, drawn with replacement (Efron and Tibshirani 1993, section 13.3). Classes are
 * drawn, not pairs: the pairs of a class go together. Of a class that is drawn k times each pair of its rows counts k times,
 * of two classes k·l times.
 */
export async function bootstrapEqualError(
  pairs: Pairs,
  samples: number,
  onSample: (done: number) => Promise<void>,
): Promise<RateInterval | null> {
  const classes = [...new Set([...pairs.first, ...pairs.second])]
  const random = createRandom(SEED)
  const rates: number[] = []
  for (let sample = 0; sample < samples; sample++) {
    const counts = new Int32Array(1 + Math.max(0, ...classes))
    for (let draw = 0; draw < classes.length; draw++) {
      const label = classes[random.integer(classes.length)] ?? 0
      counts[label] = (counts[label] ?? 0) + 1
    }
    const found = equalError(errorCurve(pairs, (pair) => weightOf(pairs, pair, counts)))
    if (found !== null) rates.push(found.rate)
    await onSample(sample + 1)
  }
  rates.sort((one, other) => one - other)
  const at = (share: number): number => rates[Math.round(share * (rates.length - 1))] ?? 0
  return rates.length < samples / 2 ? null : { low: at(0.025), high: at(0.975) }
}

function weightOf({ alike, first, second }: Pairs, pair: number, counts: Int32Array): number {
  const one = counts[first[pair] ?? 0] ?? 0
  return alike[pair] ? one : one * (counts[second[pair] ?? 0] ?? 0)
}
