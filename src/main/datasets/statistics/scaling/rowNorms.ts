/** @file The length of each row of figures. */

export type Norm = 'l1' | 'l2' | 'max'

const ADD: { readonly [N in Norm]: (sum: number, value: number) => number } = {
  l1: (sum, value) => sum + Math.abs(value),
  l2: (sum, value) => sum + value * value,
  max: (sum, value) => Math.max(sum, Math.abs(value)),
}

/**
 * By what each row is divided to have the length 1 (scikit-learn's `Normalizer`): sum of the sizes, root of the sum of
 * squares, or the largest size. A row of zeros has 1; a missing figure (NaN) counts as 0.
 * @param columns of equal length, one at least.
 */
export function rowNorms(columns: readonly Float64Array[], norm: Norm): Float64Array {
  const add = ADD[norm]
  const norms = new Float64Array(columns[0]?.length ?? 0)
  for (const column of columns) {
    column.forEach((value, row) => {
      if (!Number.isNaN(value)) norms[row] = add(norms[row] ?? 0, value)
    })
  }
  return norms.map((sum) => (sum === 0 ? 1 : norm === 'l2' ? Math.sqrt(sum) : sum))
}
