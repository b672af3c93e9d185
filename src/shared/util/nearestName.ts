/** @file Which known name somebody may have meant. */

/** @returns the known name with the fewest changes of letters; null where there is none. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let best: string | null = null
  let fewest = Infinity
  for (const other of known) {
    const changes = countChanges(name.toLowerCase(), other.toLowerCase())
    if (changes < fewest) [best, fewest] = [other, changes]
  }
  return best
}

/** The distance of Levenshtein: letters put in, left out or changed. */
function countChanges(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1]
    for (const [place, other] of [...right].entries()) {
      const changed = (row[place] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
