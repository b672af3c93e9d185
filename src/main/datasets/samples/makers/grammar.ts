import type { Random } from '../../../../shared/util/random'

/** Texts to choose from, by name; a text names others in braces: `{actor} is {good}`. */
export type Grammar = Readonly<Record<string, readonly string[]>>

export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[random.integer(items.length)]
  // An empty list has nothing to pick; the grammars beside this file have none.
  return item as T
}

/** Fills the gaps of a text, and those of what fills them. A name that the grammar does not have stays as it is. */
export function expand(random: Random, grammar: Grammar, text: string): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const choices = grammar[name]
    return choices === undefined ? gap : expand(random, grammar, pick(random, choices))
  })
}

/** A cell of a CSV file. */
export function toCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map((row) => row.map((cell) => toCell(String(cell))).join(',')).join('\n')}\n`
}
