/** @file Products of columns up to a degree. */

export interface TermOptions {
  /** Columns there are, from 1. */
  readonly columns: number
  /** Factors of a product at most, from 1. */
  readonly degree: number
  /** Whether a column may stand in a product once only. */
  readonly interactionOnly: boolean
}

/**
 * @returns the columns that each term multiplies, with repetition, in the order of scikit-learn's `PolynomialFeatures`
 * without the constant: by degree, then by the first column, the second …
 */
export function listTerms({ columns, degree, interactionOnly }: TermOptions): number[][] {
  const terms: number[][] = []
  let longest = Array.from({ length: columns }, (_, column) => [column])
  for (let length = 1; length <= degree; length++) {
    terms.push(...longest)
    longest = longest.flatMap((term) => {
      const first = (term[term.length - 1] ?? 0) + (interactionOnly ? 1 : 0)
      return Array.from({ length: Math.max(0, columns - first) }, (_, at) => [...term, first + at])
    })
  }
  return terms
}

/** @returns how many terms `listTerms` gives: sums of binomial coefficients; Infinity where they overflow. */
export function countTerms({ columns, degree, interactionOnly }: TermOptions): number {
  let [total, ofDegree] = [0, 1]
  for (let length = 1; length <= degree; length++) {
    ofDegree = (ofDegree * (interactionOnly ? columns - length + 1 : columns + length - 1)) / length
    total += ofDegree
  }
  return Math.round(total)
}

/** @returns the product of the term's columns, a row at a time. */
export function multiplyTerm(columns: readonly Float64Array[], term: readonly number[]): Float64Array {
  const product = new Float64Array(columns[0]?.length ?? 0).fill(1)
  for (const index of term) {
    columns[index]?.forEach((value, row) => (product[row] = (product[row] ?? 1) * value))
  }
  return product
}
