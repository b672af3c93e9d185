/** @file Gaps in the words of a program: how they are written, and what fills them. */

/** Gaps that every trial fills, whatever is searched; no parameter can have these names. */
export const USUAL_GAPS = ['trial', 'seed', 'parameters'] as const

/** `{{` and `}}` are braces; so is a brace that names nothing that could be a parameter (JSON in an argument). */
const GAP = /\{\{|\}\}|\{([A-Za-z_][^{}\s]*)\}/g

/** @param wordOf what stands for the name in a gap; may throw where there is nothing */
export function fillGaps(text: string, wordOf: (name: string) => string): string {
  return text.replaceAll(GAP, (found, name?: string) => {
    if (name === undefined) return found === '{{' ? '{' : '}'
    return wordOf(name)
  })
}

/** @returns the names in the gaps of a text, in their order. */
export function gapsIn(text: string): string[] {
  return [...text.matchAll(GAP)].flatMap(([, name]) => (name === undefined ? [] : [name]))
}

/** @returns the variable of the environment with its value: `FETTLE_LEARNING_RATE` for `learning-rate`. */
export function variableOf(name: string): string {
  return `FETTLE_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`
}
