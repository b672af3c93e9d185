/** @file Whether texts are still written in the words of those of before. */
import { createRandom } from '../../../shared/util/random'
import { DEFAULT_TOKENS } from '../../../shared/domain/textSettings'
import { chiSquareTail } from '../statistics/special/tails'
import { type CutTexts, cutTexts } from '../text/cutTexts'
import { decideLanguage } from '../text/vocabulary'
import type { Comparison } from './comparison'
import { stabilityIndex } from './stabilityIndex'
import { chiSquare } from './valueDrift'

export interface TextDrift {
  /** Of each text the share of its words that training does not know; NaN for one without words. */
  readonly unknown: { readonly before: Float64Array; readonly now: Float64Array }
  /** How often the commonest words stand; null where a side has hardly any text. */
  readonly words: Comparison | null
}

/** What follows in a longer text says nothing more. */
const MOST_CHARACTERS = 10_000
/** Words that are counted one by one, the commonest. */
const MOST_WORDS = 100
/** Words that are shown: those whose share changed most. */
const MOST_SHOWN = 12
const LEAST_TEXTS = 20
/** Texts change sides so often: two moments of the statistic need no more. */
const PERMUTATIONS = 200
const SEED = 20
/** As for values. */
const LEAST_STABILITY = 0.1

/** @param before @param now texts that are there; the caller sees to it that they are not too many */
export function compareTexts(before: readonly string[], now: readonly string[]): TextDrift {
  const texts = [...before, ...now].map((text) => text.slice(0, MOST_CHARACTERS))
  const language = decideLanguage({ texts, counts: texts.map((_, at) => Number(at < before.length)) }, 'auto')
  const cut = cutTexts(texts, { ...DEFAULT_TOKENS, language })
  const unknown = measureUnknown(cut, before.length)
  return {
    unknown: { before: unknown.slice(0, before.length), now: unknown.slice(before.length) },
    words: Math.min(before.length, now.length) < LEAST_TEXTS ? null : compareWords(cut, before.length),
  }
}

/**
 * The texts of training know all of their own words. So each half of them is measured by the words of the other half, and of the new
 * texts every second one by either: like texts then have like shares.
 */
function measureUnknown({ units, codes, starts }: CutTexts, before: number): Float64Array {
  const known = [new Uint8Array(units.length), new Uint8Array(units.length)] as const
  for (let text = 0; text < before; text++)
    for (const code of codes.subarray(starts[text], starts[text + 1])) known[text % 2 === 0 ? 0 : 1][code] = 1
  return Float64Array.from({ length: starts.length - 1 }, (_, text) => {
    const words = codes.subarray(starts[text], starts[text + 1])
    const other = known[text % 2 === 0 ? 1 : 0]
    return words.reduce((sum, code) => sum + Number(other[code] === 0), 0) / words.length
  })
}

/** Words of one text are no independent draws; so their χ² is held to what it is where texts change sides by chance. */
function compareWords(cut: CutTexts, before: number): Comparison | null {
  const counted = countWords(cut)
  const texts = cut.starts.length - 1
  const isNow = Uint8Array.from({ length: texts }, (_, text) => Number(text >= before))
  const { counts, statistic } = measure(counted, isNow)
  const [was, is] = counts.map(sharesOf)
  if (was === undefined || is === undefined) return null
  const sizes = { before: sum(counts[0] ?? []), now: sum(counts[1] ?? []) }
  const stability = stabilityIndex(was, is, sizes)
  const p = chanceOf(statistic, drawStatistics(counted, isNow))
  const parts = counted.words.map((label, word) => ({ label, before: was[word] ?? 0, now: is[word] ?? 0 }))
  return {
    test: { test: 'chiSquare', statistic, p, isLarge: stability >= LEAST_STABILITY },
    stability,
    parts: parts
      .toSorted((one, other) => Math.abs(other.now - other.before) - Math.abs(one.now - one.before))
      .slice(0, MOST_SHOWN),
  }
}

interface CountedWords {
  /** The commonest ones. */
  readonly words: readonly string[]
  /** Of text i from `starts[i]` up to `starts[i + 1]`: the place of each of its words; the rest share the last place. */
  readonly places: Int32Array
  readonly starts: Int32Array
}

function countWords({ units, codes, starts }: CutTexts): CountedWords {
  const counts = new Float64Array(units.length)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  const common = [...units.keys()]
    .sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0))
    .slice(0, MOST_WORDS)
  const placeOf = new Int32Array(units.length).fill(common.length)
  common.forEach((code, place) => (placeOf[code] = place))
  const places = codes.map((code) => placeOf[code] ?? 0)
  return { words: common.map((code) => units[code] ?? ''), places, starts }
}

interface Measured {
  /** Of each place, on either side. */
  readonly counts: readonly [number[], number[]]
  readonly statistic: number
}

function measure({ words, places, starts }: CountedWords, isNow: Uint8Array): Measured {
  const counts = [0, 1].map(() => new Array<number>(words.length + 1).fill(0)) as [number[], number[]]
  for (let text = 0; text < isNow.length; text++) {
    const side = counts[isNow[text] === 0 ? 0 : 1]
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      const place = places[at] ?? 0
      side[place] = (side[place] ?? 0) + 1
    }
  }
  const isEmpty = counts.some((side) => sum(side) === 0)
  return { counts, statistic: isEmpty ? 0 : chiSquare(counts[0], counts[1]).statistic }
}

function drawStatistics(counted: CountedWords, isNow: Uint8Array): number[] {
  const random = createRandom(SEED)
  const sides = isNow.slice()
  return Array.from({ length: PERMUTATIONS }, () => measure(counted, random.shuffle(sides)).statistic)
}

/** The tail of a scaled χ² with the two moments of what was drawn (Satterthwaite 1946): finer than the share of draws beyond. */
function chanceOf(statistic: number, drawn: readonly number[]): number {
  const mean = sum(drawn) / drawn.length
  const variance = sum(drawn.map((value) => (value - mean) ** 2)) / (drawn.length - 1)
  if (variance === 0) return 1
  return chiSquareTail((statistic * 2 * mean) / variance, (2 * mean ** 2) / variance)
}

function sharesOf(counts: readonly number[]): number[] {
  const total = sum(counts)
  return counts.map((count) => (total === 0 ? 0 : count / total))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
