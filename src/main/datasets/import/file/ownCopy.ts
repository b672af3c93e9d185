/** @file Frees a short text from the long one that it was cut from. */

/** V8 keeps the whole text alive for a slice of 13 characters or more: a file would stay in memory for a few of its words. */
export function ownCopy(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1)
}
