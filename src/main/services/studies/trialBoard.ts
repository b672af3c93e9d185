import { compareTrials, type NumberedResult } from '../../../shared/domain/compareResults'
import type { Objective } from '../../../shared/domain/metric'
import { isRanked } from '../../../shared/domain/rankTrials'
import type { TrialRow } from '../../../shared/domain/trial'

/** All trials of a study with the figures that scheduling and the summary need, kept up to date trial by trial. */
export class TrialBoard {
  readonly #rows = new Map<number, TrialRow>()
  readonly #ranking: TrialRow[] = []
  #nextNumber = 1

  constructor(
    readonly objective: Objective,
    rows: readonly TrialRow[] = [],
  ) {
    for (const row of rows) this.put(row)
  }

  /** Adds a row or replaces the one of the same number. */
  put(row: TrialRow): void {
    const before = this.#rows.get(row.number)
    this.#rows.set(row.number, row)
    while (this.#rows.has(this.#nextNumber)) this.#nextNumber++
    if (before && isRanked(before)) this.#ranking.splice(this.rankOf(before), 1)
    if (isRanked(row)) this.#ranking.splice(this.rankOf(row), 0, row)
  }

  get(number: number): TrialRow | undefined {
    return this.#rows.get(number)
  }

  rows(): IterableIterator<TrialRow> {
    return this.#rows.values()
  }

  /** The lowest number that has no trial yet; some above it may have one, as they were trained with others. */
  get nextNumber(): number {
    return this.#nextNumber
  }

  /** Complete trials, the best first; among equals the lower loss, then the lower number: never who was faster. */
  get ranking(): readonly TrialRow[] {
    return this.#ranking
  }

  count(isCounted: (row: TrialRow) => boolean): number {
    let count = 0
    for (const row of this.#rows.values()) if (isCounted(row)) count++
    return count
  }

  /** @returns how many complete trials are better. Binary search: a study may have 100,000 trials. */
  rankOf(row: TrialRow): number {
    let low = 0
    let high = this.#ranking.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = this.#ranking[middle]
      if (other && isBetter(other, row, this.objective)) low = middle + 1
      else high = middle
    }
    return low
  }
}

function isBetter(left: TrialRow, right: TrialRow, objective: Objective): boolean {
  return compareTrials(resultOf(left), resultOf(right), objective) < 0
}

function resultOf({ value, validation, number }: TrialRow): NumberedResult {
  return { value: value ?? Number.NaN, validation, number }
}
