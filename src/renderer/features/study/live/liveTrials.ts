import type { TrialId } from '@shared/domain/ids'
import type { StepMetrics } from '@shared/domain/metric'
import type { TrialRow } from '@shared/domain/trial'

/** The trials of a study as a mutable collection: ten events a second change a few of ten thousand rows in place. */
export class LiveTrials {
  readonly #rows: TrialRow[] = []
  readonly #places = new Map<TrialId, number>()
  readonly #steps = new Map<TrialId, StepMetrics[]>()
  readonly #names = new Set<string>()

  /** In order of number, unless the core tells them out of order. */
  get rows(): readonly TrialRow[] {
    return this.#rows
  }

  /** The names of all parameters that any trial has. */
  get names(): ReadonlySet<string> {
    return this.#names
  }

  get(id: TrialId): TrialRow | undefined {
    const place = this.#places.get(id)
    return place === undefined ? undefined : this.#rows[place]
  }

  /** The epochs known of a trial; those of finished trials only if they came while this was listening. */
  stepsOf(id: TrialId): readonly StepMetrics[] {
    return this.#steps.get(id) ?? []
  }

  replaceAll(rows: readonly TrialRow[]): void {
    this.#rows.length = 0
    this.#places.clear()
    this.#names.clear()
    this.merge(rows)
  }

  /** Puts changed rows in their places and new ones at the end. */
  merge(rows: readonly TrialRow[]): void {
    for (const row of rows) {
      const place = this.#places.get(row.id)
      if (place === undefined) this.#append(row)
      else this.#put(row, place)
    }
  }

  #append(row: TrialRow): void {
    this.#places.set(row.id, this.#rows.length)
    this.#rows.push(row)
    for (const name of Object.keys(row.assignment)) this.#names.add(name)
  }

  #put(row: TrialRow, place: number): void {
    // A trial that is tried again begins with its first epoch.
    if (this.#rows[place]?.attempt !== row.attempt) this.#steps.delete(row.id)
    this.#rows[place] = row
  }

  /** Adds epochs; those known already are left out, as a late answer may overlap with events. */
  addSteps(id: TrialId, steps: readonly StepMetrics[]): void {
    const known = this.#steps.get(id) ?? []
    const first = steps[0]?.step ?? 0
    const kept = known.filter(({ step }) => step < first)
    const later = known.filter(({ step }) => step > (steps.at(-1)?.step ?? 0))
    this.#steps.set(id, [...kept, ...steps, ...later])
  }

  /** Forgets the epochs of a trial that nobody looks at any more. */
  dropSteps(id: TrialId): void {
    this.#steps.delete(id)
  }
}
