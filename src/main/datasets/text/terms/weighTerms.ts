import type { FittedTfidf } from '../../../../shared/domain/fittedText'
import type { TermPreview } from '../../../../shared/domain/textPreview'
import { GrowingFloats, GrowingInts } from '../../import/table/growing'
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

/**
 * Makes the column of a term when it is asked for: most weights are 0, so that all columns together would take a hundred
 * times the memory. A row without a text is 0.
 *
 * @returns a function from the place of a term in the vocabulary to its weight in each row.
 */
export function createTermColumns(
  { texts, codes }: TextView,
  fitted: FittedTfidf,
): (term: number) => Float64Array {
  const { starts, holders, weights } = groupByTerm(weighTerms(texts, fitted), fitted.vocabulary.length)
  return (term) => {
    const weightOfText = new Float64Array(texts.length)
    const end = starts[term + 1] ?? 0
    for (let at = starts[term] ?? 0; at < end; at++) weightOfText[holders[at] ?? 0] = weights[at] ?? 0
    const column = new Float64Array(codes.length)
    for (let row = 0; row < codes.length; row++) column[row] = weightOfText[codes[row] ?? -1] ?? 0
    return column
  }
}

/** Those of term i are at `starts[i]` up to `starts[i + 1]`: texts, and what it weighs in them. */
function groupByTerm({ starts, features, weights }: TermWeights, termCount: number) {
  const places = new Int32Array(termCount + 1)
  for (const feature of features) places[feature + 1] = (places[feature + 1] ?? 0) + 1
  for (let term = 0; term < termCount; term++)
    places[term + 1] = (places[term + 1] ?? 0) + (places[term] ?? 0)
  const next = places.slice()
  const holders = new Int32Array(features.length)
  const grouped = new Float64Array(features.length)
  for (let text = 0; text + 1 < starts.length; text++) {
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      const feature = features[at] ?? 0
      const place = next[feature] ?? 0
      next[feature] = place + 1
      holders[place] = text
      grouped[place] = weights[at] ?? 0
    }
  }
  return { starts: places, holders, weights: grouped }
}

/** @returns a column for each term of the vocabulary, for few rows or few terms. */
export function weighColumns(view: TextView, fitted: FittedTfidf): Float64Array[] {
  const columnOf = createTermColumns(view, fitted)
  return fitted.vocabulary.map((_, term) => columnOf(term))
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
