import type { CutTexts } from '../cutTexts'

/** Terms of texts, by number; those below the number of units are the units themselves. */
export interface CountedTerms {
  /** Rows whose text has the term. */
  readonly rows: readonly number[]
  /** How often the term stands in all rows together. */
  readonly totals: readonly number[]
  nameOf(term: number): string
}

export interface TermOptions {
  /** How many rows hold each text. */
  readonly rows: ArrayLike<number>
  /** Most units of a term. */
  readonly ngrams: number
  /** What stands between the units of a term. */
  readonly separator: string
}

/** Counts every unit and every run of up to `ngrams` units. */
export function countTerms({ units, codes, starts }: CutTexts, options: TermOptions): CountedTerms {
  const [rows, totals] = [units.map(() => 0), units.map(() => 0)]
  const lastText: number[] = units.map(() => -1)
  const longer = new LongerTerms(units.length)
  const note = (term: number, text: number, times: number) => {
    totals[term] = (totals[term] ?? 0) + times
    if (lastText[term] === text) return
    rows[term] = (rows[term] ?? 0) + times
    lastText[term] = text
  }
  for (let text = 0; text + 1 < starts.length; text++) {
    const [times, end] = [options.rows[text] ?? 0, starts[text + 1] ?? 0]
    if (times === 0) continue
    for (let from = starts[text] ?? 0; from < end; from++) {
      let term = codes[from] ?? 0
      note(term, text, times)
      for (let at = from + 1; at < Math.min(from + options.ngrams, end); at++) {
        term = longer.extend(term, codes[at] ?? 0)
        note(term, text, times)
      }
    }
  }
  return { rows, totals, nameOf: (term) => longer.name(term, units, options.separator) }
}

/** Numbers of terms of more than one unit: a shorter term and the unit behind it. */
class LongerTerms {
  private readonly known = new Map<number, number>()
  private readonly shorter: number[] = []
  private readonly added: number[] = []
  private readonly unitCount: number

  constructor(unitCount: number) {
    this.unitCount = unitCount
  }

  extend(term: number, unit: number): number {
    const key = term * this.unitCount + unit
    const known = this.known.get(key)
    if (known !== undefined) return known
    const fresh = this.unitCount + this.shorter.length
    this.known.set(key, fresh)
    this.shorter.push(term)
    this.added.push(unit)
    return fresh
  }

  name(term: number, units: readonly string[], separator: string): string {
    const index = term - this.unitCount
    if (index < 0) return units[term] ?? ''
    return (
      this.name(this.shorter[index] ?? 0, units, separator) +
      separator +
      (units[this.added[index] ?? 0] ?? '')
    )
  }
}
