export interface SplitLine {
  readonly words: readonly string[]
  /** The quote that nothing closes; null where all are closed. */
  readonly openQuote: '"' | "'" | null
}

/**
 * Splits a command line as a shell does: at spaces and line ends outside quotes. Within double quotes `\"` is a quote; outside, a
 * backslash keeps a following space, quote or line end from its meaning. Any other backslash is one, as in C:\data.
 */
export function splitWords(line: string): SplitLine {
  const words: string[] = []
  let word: string | null = null
  let quote: '"' | "'" | null = null
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at)
    if (isEscape(line, at, quote)) {
      at++
      // A line end after a backslash goes on with the line, as it does in a shell.
      if (line.charAt(at) !== '\n') word = (word ?? '') + line.charAt(at)
    } else if (quote !== null) {
      if (letter === quote) quote = null
      else word = (word ?? '') + letter
    } else if (isQuote(letter)) {
      quote = letter
      word ??= ''
    } else if (/\s/.test(letter)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + letter
  }
  if (word !== null) words.push(word)
  return { words, openQuote: quote }
}

function isQuote(letter: string): letter is '"' | "'" {
  return letter === '"' || letter === "'"
}

function isEscape(line: string, at: number, quote: '"' | "'" | null): boolean {
  if (line.charAt(at) !== '\\' || quote === "'") return false
  const next = line.charAt(at + 1)
  return quote === '"' ? next === '"' : isQuote(next) || next === ' ' || next === '\n'
}
