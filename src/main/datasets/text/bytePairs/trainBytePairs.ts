import { PairQueue } from './pairQueue'
import { splitLetters } from './splitPieces'

export interface BytePairs {
  /** Pieces with how often they occur in the words once all merges are done; 0 for those that later merges took up. */
  readonly counts: ReadonlyMap<string, number>
  /** Two pieces with a space between, in the order of merging. */
  readonly merges: readonly string[]
}

export interface BytePairOptions {
  /** Pieces at most: letters and merges. */
  readonly size: number
  /** Rarer letters and rarer pairs make no piece. @default 2 */
  readonly minimumCount?: number
}

/** A letter that is no piece: nothing is merged across it. */
const NO_PIECE = -1
/** More than the pieces there may ever be, so that two of their numbers make one. */
const PAIR_BASE = 2 ** 24

/**
 * Learns pieces of words: begins with letters and merges, over and over, the two neighbours that occur most often together
 * (Sennrich, Haddow and Birch 2016, Neural machine translation of rare words with subword units). Counts of pairs are kept
 * up to date, so that a merge costs no more than the words it changes. Of equal pairs, the one of older pieces goes first.
 */
export function trainBytePairs(
  wordCounts: ReadonlyMap<string, number>,
  { size, minimumCount = 2 }: BytePairOptions,
): BytePairs {
  const words = [...wordCounts].flatMap(([word, count]) =>
    splitLetters(word).map((letters) => ({ letters, count })),
  )
  const letters = chooseLetters(words, { size, minimumCount })
  const numbers = new Map(letters.map((letter, index) => [letter, index] as const))
  const state = new PairState(
    words.map((word) => ({
      pieces: word.letters.map((letter) => numbers.get(letter) ?? NO_PIECE),
      count: word.count,
    })),
  )
  const pieces = [...letters]
  const merges: string[] = []
  while (pieces.length < size) {
    const pair = state.nextPair(Math.max(2, minimumCount))
    if (pair === null) break
    const [left, right] = [pieces[pair.left] ?? '', pieces[pair.right] ?? '']
    merges.push(`${left} ${right}`)
    state.merge(pair, pieces.length)
    pieces.push(left + right)
  }
  const counts = state.countPieces(pieces.length)
  return { counts: new Map(pieces.map((piece, index) => [piece, counts[index] ?? 0] as const)), merges }
}

/** @returns the commonest letters first; of equal ones the lower in Unicode. */
function chooseLetters(
  words: readonly { readonly letters: readonly string[]; readonly count: number }[],
  { size, minimumCount }: Required<BytePairOptions>,
): string[] {
  const counts = new Map<string, number>()
  for (const { letters, count } of words) {
    for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + count)
  }
  return [...counts]
    .filter(([, count]) => count >= minimumCount)
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .slice(0, size)
    .map(([letter]) => letter)
}

interface Pair {
  readonly key: number
  readonly left: number
  readonly right: number
}

interface Word {
  pieces: number[]
  readonly count: number
}

/** The words as they are by now, how often each pair occurs in them, and where. */
class PairState {
  private readonly counts = new Map<number, number>()
  /** Words that hold a pair, or held it once. */
  private readonly places = new Map<number, number[]>()
  private readonly queue = new PairQueue()
  private readonly words: readonly Word[]

  constructor(words: readonly Word[]) {
    this.words = words
    words.forEach((_, index) => this.addPairs(index, null))
    for (const [key, count] of this.counts) this.queue.push(key, count)
  }

  /** @returns the commonest pair, or null where none occurs `minimumCount` times. */
  nextPair(minimumCount: number): Pair | null {
    for (;;) {
      const first = this.queue.pop()
      if (first === null || first.count < minimumCount) return null
      const { key } = first
      const count = this.counts.get(key) ?? 0
      if (count === first.count) return { key, left: Math.floor(key / PAIR_BASE), right: key % PAIR_BASE }
      // It became rarer since it was queued. What became commoner was queued anew.
      if (count > 0 && count < first.count) this.queue.push(key, count)
    }
  }

  /** Makes every such pair the piece `merged`. */
  merge({ key, left, right }: Pair, merged: number): void {
    const fresh = new Set<number>()
    for (const index of this.places.get(key) ?? []) {
      const word = this.words[index]
      if (!word?.pieces.includes(left)) continue
      const pieces = mergePieces(word.pieces, { left, right, merged })
      if (pieces.length === word.pieces.length) continue
      this.takePairs(word)
      word.pieces = pieces
      this.addPairs(index, { merged, fresh })
    }
    this.counts.delete(key)
    this.places.delete(key)
    for (const pair of fresh) this.queue.push(pair, this.counts.get(pair) ?? 0)
  }

  countPieces(size: number): Float64Array {
    const counts = new Float64Array(size)
    for (const { pieces, count } of this.words) {
      for (const piece of pieces) if (piece !== NO_PIECE) counts[piece] = (counts[piece] ?? 0) + count
    }
    return counts
  }

  private takePairs({ pieces, count }: Word): void {
    for (let at = 0; at + 1 < pieces.length; at++) {
      const key = keyAt(pieces, at)
      if (key >= 0) this.counts.set(key, (this.counts.get(key) ?? 0) - count)
    }
  }

  /** @param news a piece that has just come up: only pairs with it may have become commoner. */
  private addPairs(index: number, news: { merged: number; fresh: Set<number> } | null): void {
    const { pieces, count } = this.words[index] ?? { pieces: [], count: 0 }
    for (let at = 0; at + 1 < pieces.length; at++) {
      const key = keyAt(pieces, at)
      if (key < 0) continue
      this.counts.set(key, (this.counts.get(key) ?? 0) + count)
      if (news && pieces[at] !== news.merged && pieces[at + 1] !== news.merged) continue
      news?.fresh.add(key)
      this.notePlace(key, index)
    }
  }

  private notePlace(key: number, index: number): void {
    const known = this.places.get(key)
    if (known === undefined) this.places.set(key, [index])
    else if (known[known.length - 1] !== index) known.push(index)
  }
}

function keyAt(pieces: readonly number[], at: number): number {
  const [left, right] = [pieces[at] ?? NO_PIECE, pieces[at + 1] ?? NO_PIECE]
  return left < 0 || right < 0 ? NO_PIECE : left * PAIR_BASE + right
}

function mergePieces(
  pieces: readonly number[],
  { left, right, merged }: { left: number; right: number; merged: number },
): number[] {
  const result: number[] = []
  for (let at = 0; at < pieces.length; at++) {
    const isPair = pieces[at] === left && pieces[at + 1] === right
    result.push(isPair ? merged : (pieces[at] ?? NO_PIECE))
    if (isPair) at++
  }
  return result
}
