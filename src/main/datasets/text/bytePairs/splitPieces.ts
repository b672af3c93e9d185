import { WORD_END } from '../../../../shared/domain/fittedText'

/** Merging takes the square of a word's length; what is longer is no word anyway. */
const LONGEST = 100

/** @returns the letters of a word, the last one with the mark of the end; of a very long word, of each hundred. */
export function splitLetters(word: string): string[][] {
  const letters = Array.from(word)
  const last = letters.length - 1
  letters[last] = `${letters[last] ?? ''}${WORD_END}`
  if (letters.length <= LONGEST) return [letters]
  const parts: string[][] = []
  for (let at = 0; at < letters.length; at += LONGEST) parts.push(letters.slice(at, at + LONGEST))
  return parts
}

/**
 * Cuts words into the pieces that merging leaves, earlier merges before later ones.
 *
 * @param merges two pieces with a space between, in order.
 * @returns a function that remembers the words it has seen.
 */
export function createPieceSplitter(merges: readonly string[]): (word: string) => readonly string[] {
  const ranks = new Map(merges.map((merge, rank) => [merge, rank] as const))
  const seen = new Map<string, readonly string[]>()
  return (word) => {
    const known = seen.get(word)
    if (known) return known
    const pieces = splitLetters(word).flatMap((letters) => mergeLetters(letters, ranks))
    seen.set(word, pieces)
    return pieces
  }
}

function mergeLetters(letters: string[], ranks: ReadonlyMap<string, number>): string[] {
  let pieces = letters
  for (;;) {
    const best = findFirstMerge(pieces, ranks)
    if (best === null) return pieces
    pieces = mergeAll(pieces, best)
  }
}

/** @returns the place of the pair that was merged earliest, or null where none was. */
function findFirstMerge(pieces: readonly string[], ranks: ReadonlyMap<string, number>): number | null {
  let [place, lowest] = [-1, Infinity]
  for (let at = 0; at + 1 < pieces.length; at++) {
    const rank = ranks.get(`${pieces[at] ?? ''} ${pieces[at + 1] ?? ''}`) ?? Infinity
    if (rank < lowest) [place, lowest] = [at, rank]
  }
  return place < 0 ? null : place
}

/** Merges every pair that is equal to the one at `place`, from the left. */
function mergeAll(pieces: readonly string[], place: number): string[] {
  const [left, right] = [pieces[place] ?? '', pieces[place + 1] ?? '']
  const merged: string[] = []
  for (let at = 0; at < pieces.length; at++) {
    const isPair = pieces[at] === left && pieces[at + 1] === right
    merged.push(isPair ? left + right : (pieces[at] ?? ''))
    if (isPair) at++
  }
  return merged
}
