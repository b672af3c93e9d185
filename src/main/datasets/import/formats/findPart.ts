/** @file Names by which people tell training data from test data. */

const PARTS: readonly [part: string, names: RegExp][] = [
  ['train', /(?:^|[^a-z])train(?:ing)?(?:[^a-z]|$)/i],
  ['test', /(?:^|[^a-z])(?:test(?:ing)?|t\d+k|holdout)(?:[^a-z]|$)/i],
  ['validation', /(?:^|[^a-z])(?:val(?:id(?:ation)?)?|dev)(?:[^a-z]|$)/i],
]

/** @returns the part that a name of a file or folder speaks of; null where it speaks of none. */
export function findPart(name: string): string | null {
  return PARTS.find(([, names]) => names.test(name))?.[0] ?? null
}

/** @returns the part that a folder is, by nothing but its name. */
export function partOfFolder(name: string): string | null {
  return /^(?:train(?:ing)?|test(?:ing)?|val(?:id(?:ation)?)?|dev|holdout)(?:[-_ ]?(?:set|data|images))?$/i.test(
    name,
  )
    ? findPart(name)
    : null
}
