/** @file How many values an op takes or gives. */

export type Arity = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 10 | 12 | 'many'

/** A list of as many items as an op takes or gives. */
export type Items<T, N extends Arity> = {
  0: readonly []
  1: readonly [T]
  2: readonly [T, T]
  3: readonly [T, T, T]
  4: readonly [T, T, T, T]
  5: readonly [T, T, T, T, T]
  6: readonly [T, T, T, T, T, T]
  7: readonly [T, T, T, T, T, T, T]
  10: readonly [T, T, T, T, T, T, T, T, T, T]
  12: readonly [T, T, T, T, T, T, T, T, T, T, T, T]
  many: readonly T[]
}[N]
