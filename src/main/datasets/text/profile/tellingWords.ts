import type { ClassWords } from '../../../../shared/domain/textProfile'
import type { CutTexts } from '../cutTexts'

export interface LabelledTexts {
  readonly cut: CutTexts
  /** For each text how many rows of each class hold it: [texts][classes]. */
  readonly rows: readonly (readonly number[])[]
  readonly labels: readonly string[]
}

const MOST_CLASSES = 20
const MOST_WORDS = 20
/** Rows at least that hold a word: rarer ones tell about their text, not about its class. */
const LEAST_ROWS = 5
/** Standard errors at least that the odds differ by: one word in a thousand does by chance. */
const LEAST_CERTAINTY = 3

/**
 * Finds the words that rows of a class hold more often than other rows, by the log odds ratio over its standard error, every
 * count enlarged by a half (Haldane 1956, Anscombe 1956). The largest classes first.
 */
export function findTellingWords(texts: LabelledTexts): ClassWords[] {
  const { labels, rows } = texts
  const sizes = labels.map((_, index) => rows.reduce((sum, counts) => sum + (counts[index] ?? 0), 0))
  const holders = countHolders(texts)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const order = [...labels.keys()].filter((index) => (sizes[index] ?? 0) > 0)
  return order
    .sort((one, other) => (sizes[other] ?? 0) - (sizes[one] ?? 0) || one - other)
    .slice(0, MOST_CLASSES)
    .map((index) => {
      const size = sizes[index] ?? 0
      return {
        label: labels[index] ?? '',
        words: rankWords(texts, { holders, index, size, rest: all - size }),
      }
    })
}

/** @returns [units × classes]: rows of each class that hold the unit at least once. */
function countHolders({ cut, rows, labels }: LabelledTexts): Float64Array {
  const holders = new Float64Array(cut.units.length * labels.length)
  const lastText = new Int32Array(cut.units.length).fill(-1)
  rows.forEach((counts, text) => {
    for (let at = cut.starts[text] ?? 0; at < (cut.starts[text + 1] ?? 0); at++) {
      const unit = cut.codes[at] ?? 0
      if (lastText[unit] === text) continue
      lastText[unit] = text
      counts.forEach((count, index) => {
        const place = unit * labels.length + index
        holders[place] = (holders[place] ?? 0) + count
      })
    }
  })
  return holders
}

interface ClassCounts {
  readonly holders: Float64Array
  readonly index: number
  /** Rows of the class and of all others. */
  readonly size: number
  readonly rest: number
}

function rankWords({ cut, labels }: LabelledTexts, counts: ClassCounts): ClassWords['words'] {
  const { holders, index, size, rest } = counts
  return cut.units
    .map((text, unit) => {
      const mine = holders.subarray(unit * labels.length, (unit + 1) * labels.length)
      const all = mine.reduce((sum, count) => sum + count, 0)
      const count = mine[index] ?? 0
      return { text, count, all, ...compareOdds([count, size], [all - count, rest]) }
    })
    .filter(({ all, certainty }) => all >= LEAST_ROWS && certainty >= LEAST_CERTAINTY)
    .sort((one, other) => other.certainty - one.certainty || (one.text < other.text ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(({ text, count, logOdds }) => ({ text, count, logOdds }))
}

type Share = readonly [count: number, of: number]

function compareOdds(inside: Share, outside: Share): { logOdds: number; certainty: number } {
  const cells = [inside, outside].flatMap(([count, of]) => [count + 0.5, of - count + 0.5])
  const [a = 1, b = 1, c = 1, d = 1] = cells
  const logOdds = Math.log(a / b) - Math.log(c / d)
  return { logOdds, certainty: logOdds / Math.sqrt(cells.reduce((sum, cell) => sum + 1 / cell, 0)) }
}
