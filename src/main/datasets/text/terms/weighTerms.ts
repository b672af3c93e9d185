import type { FittedTfidf } from '../../../../shared/domain/fittedText'
import type { TermPreview } from '../../../../shared/domain/textPreview'
import { GrowingFloats, GrowingInts } from '../../import/table/table'
import type { TextView } from '../../import/table/views'
import { cutTexts } from '../cutTexts'
import { cutOf } from '../vocabulary'
import { TermTree } from './termTree'

/** What the terms of texts weigh: those of text i are at `starts[i]` up to `starts[i + 1]`, features ascending. */
export interface TermWeights {
  readonly starts: Int32Array
  readonly features: Int32Array
  readonly weights: Float64Array
}

/** Weighs the terms of each text; terms that are not in the vocabulary count for nothing. */
export function weighTerms(texts: readonly string[], fitted: FittedTfidf): TermWeights {
  const { units, codes, starts } = cutTexts(texts, cutOf(fitted))
  const tree = new TermTree(units, fitted.vocabulary, fitted.settings.unit)
  const counter = createCounter(fitted.vocabulary.length)
  const ends = new Int32Array(texts.length + 1)
  const [features, weights] = [new GrowingInts(), new GrowingFloats()]
  let used = 0
  for (let text = 0; text < texts.length; text++) {
    const end = starts[text + 1] ?? 0
    for (let from = starts[text] ?? 0; from < end; from++) tree.walk(codes, { from, end }, counter.note)
    const found = counter.take()
    for (const { feature } of found) features.push(feature)
    for (const weight of weigh(found, fitted)) weights.push(weight)
    used += found.length
    ends[text + 1] = used
  }
  return { starts: ends, features: features.finish(), weights: weights.finish() }
}

interface FeatureCount {
  readonly feature: number
  readonly count: number
}

/** Counts the features of one text after the other. */
function createCounter(featureCount: number) {
  const counts = new Int32Array(featureCount)
  let found: number[] = []
  return {
    note: (feature: number): void => {
      if (counts[feature] === 0) found.push(feature)
      counts[feature] = (counts[feature] ?? 0) + 1
    },
    /** @returns what was counted, features ascending, and begins anew. */
    take: (): FeatureCount[] => {
      const taken = found
        .sort((one, other) => one - other)
        .map((feature) => ({ feature, count: counts[feature] ?? 0 }))
      for (const { feature } of taken) counts[feature] = 0
      found = []
      return taken
    },
  }
}

/** @returns a column for each term of the vocabulary; a row without a text is 0 throughout. */
export function weighColumns({ texts, codes }: TextView, fitted: FittedTfidf): Float64Array[] {
  const { starts, features, weights } = weighTerms(texts, fitted)
  const columns = fitted.vocabulary.map(() => new Float64Array(codes.length))
  codes.forEach((code, row) => {
    if (code < 0) return
    for (let at = starts[code] ?? 0; at < (starts[code + 1] ?? 0); at++) {
      const column = columns[features[at] ?? -1]
      if (column) column[row] = weights[at] ?? 0
    }
  })
  return columns
}

/** Shows how one text is seen: its terms, the heaviest first. */
export function previewTerms(text: string, fitted: FittedTfidf): TermPreview[] {
  const { features, weights } = weighTerms([text], fitted)
  return Array.from(features, (feature, at) => ({
    text: fitted.vocabulary[feature] ?? '',
    weight: weights[at] ?? 0,
  })).sort((one, other) => other.weight - one.weight)
}

/** @returns the weights of the features of one text, in their order. */
function weigh(found: readonly FeatureCount[], { settings, idf }: FittedTfidf): number[] {
  const { weighting, sublinear, norm } = settings
  const weights = found.map(({ feature, count }) => {
    const times = weighting === 'binary' ? 1 : count
    return (sublinear ? 1 + Math.log(times) : times) * (idf[feature] ?? 1)
  })
  const size = sizeOf(weights, norm)
  return size === 0 ? weights : weights.map((weight) => weight / size)
}

function sizeOf(weights: readonly number[], norm: FittedTfidf['settings']['norm']): number {
  if (norm === 'none') return 1
  if (norm === 'l1') return weights.reduce((sum, weight) => sum + Math.abs(weight), 0)
  return Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))
}
