/** @file What a set of known columns is worth: the mean answer where the others are as in the rows that are compared with. */
import { type AskedRows, predictMade } from '../subject'

/** 1 where a column is as in the explained row. */
export type Coalition = Uint8Array

export interface Worth {
  readonly size: number
  /** @returns [coalitions, labels] for one explained row. */
  of(row: number, coalitions: readonly Coalition[]): Promise<Float64Array>
}

/** Made rows at once, so that many small sets go through the network together. */
const MOST_ROWS = 65_536

export function createWorth(asked: AskedRows): Worth {
  const { subject, answers } = asked
  const { background, explained } = subject
  const size = subject.names.length
  const width = answers.labels.length
  const askSome = async (row: number, some: readonly Coalition[]): Promise<Float64Array> => {
    const from = subject.names.map((_, column) => {
      const rows = new Int32Array(some.length * background)
      some.forEach((coalition, at) => {
        for (let other = 0; other < background; other++) {
          rows[at * background + other] = coalition[column] === 1 ? row : explained + other
        }
      })
      return rows
    })
    const values = answers.toAnswers(await predictMade(asked, from))
    const means = new Float64Array(some.length * width)
    values.forEach((value, index) => {
      const at = Math.floor(index / (background * width)) * width + (index % width)
      means[at] = (means[at] ?? 0) + value / background
    })
    return means
  }
  return {
    size,
    async of(row, coalitions) {
      const step = Math.max(1, Math.floor(MOST_ROWS / Math.max(1, background)))
      const worth = new Float64Array(coalitions.length * width)
      for (let start = 0; start < coalitions.length; start += step) {
        worth.set(await askSome(row, coalitions.slice(start, start + step)), start * width)
      }
      return worth
    },
  }
}
