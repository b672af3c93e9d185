/** @file JSON with sorted keys: equal values give equal text, whatever order they were built in. */

/** Serialises plain data (no functions, no cycles) with object keys in code-point order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? sortKeys(inner) : inner,
  )
}

function sortKeys(record: object): object {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)))
}
