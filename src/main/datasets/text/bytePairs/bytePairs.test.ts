import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { createPieceSplitter, splitLetters } from './splitPieces'
import { trainBytePairs } from './trainBytePairs'

type Words = ReadonlyMap<string, number>
interface Pieces {
  readonly pieces: readonly string[]
  readonly count: number
}

/** Counts all pairs anew before every merge. */
function trainSlowly(words: Words, size: number): string[] {
  let texts: Pieces[] = [...words].map(([word, count]) => ({ pieces: splitLetters(word).flat(), count }))
  const letters = countAll(texts, ({ pieces }) => pieces)
  const order = [...letters].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([letter]) => letter)
  const rank = (pair: string) => pair.split(' ').reduce((sum, piece) => sum * 1e6 + order.indexOf(piece), 0)
  const merges: string[] = []
  while (order.length < size) {
    const pairs = countAll(texts, ({ pieces }) =>
      pieces.slice(1).map((right, at) => `${pieces[at]} ${right}`),
    )
    const [best] = [...pairs].sort(([a, m], [b, n]) => n - m || rank(a) - rank(b))
    if (!best || best[1] < 2) break
    merges.push(best[0])
    order.push(best[0].replace(' ', ''))
    texts = texts.map(({ pieces, count }) => ({ pieces: mergeSlowly(pieces, best[0]), count }))
  }
  return merges
}

function countAll(texts: readonly Pieces[], list: (text: Pieces) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const item of list(text)) counts.set(item, (counts.get(item) ?? 0) + text.count)
  return counts
}

function mergeSlowly(pieces: readonly string[], pair: string): string[] {
  const merged: string[] = []
  for (let at = 0; at < pieces.length; at++) {
    const isPair = `${pieces[at]} ${pieces[at + 1]}` === pair
    merged.push(isPair ? pair.replace(' ', '') : (pieces[at] ?? ''))
    if (isPair) at++
  }
  return merged
}

function randomWords(seed: number): Map<string, number> {
  const random = createRandom(seed)
  const words = new Map<string, number>()
  for (let index = 0; index < 60; index++) {
    const word = Array.from({ length: 1 + random.integer(9) }, () => 'abc'[random.integer(3)]).join('')
    words.set(word, 2 + random.integer(20))
  }
  return words
}

describe('trainBytePairs', () => {
  it('learns the endings of the example of the paper', () => {
    const words = new Map(Object.entries({ low: 5, lower: 2, newest: 6, widest: 3 }))
    const { merges } = trainBytePairs(words, { size: 40 })
    expect(merges.slice(0, 3)).toEqual(['e s', 'es t▁', 'l o'])
  })

  it.each([1, 2, 3, 4, 5])('merges as if all pairs were counted anew each time (words %i)', (seed) => {
    const words = randomWords(seed)
    expect(trainBytePairs(words, { size: 60 }).merges).toEqual(trainSlowly(words, 60))
  })

  it('counts pieces as splitting the words again gives them', () => {
    const words = randomWords(9)
    const { counts, merges } = trainBytePairs(words, { size: 40 })
    const split = createPieceSplitter(merges)
    const again = new Map<string, number>([...counts.keys()].map((piece) => [piece, 0]))
    for (const [word, count] of words)
      for (const piece of split(word)) again.set(piece, (again.get(piece) ?? 0) + count)
    expect(again).toEqual(new Map(counts))
    expect(counts.size).toBe(40)
  })

  it('merges nothing across a letter that is too rare', () => {
    const words = new Map(Object.entries({ axb: 1, ab: 5 }))
    const { counts, merges } = trainBytePairs(words, { size: 40 })
    expect([...counts.keys()]).toEqual(['a', 'b▁', 'ab▁'])
    expect(createPieceSplitter(merges)('axb')).toEqual(['a', 'x', 'b▁'])
  })

  it('keeps the commonest letters where there is no room for all', () => {
    const { counts, merges } = trainBytePairs(new Map(Object.entries({ ab: 9, cb: 2 })), { size: 2 })
    expect([...counts.keys()]).toEqual(['b▁', 'a'])
    expect(merges).toEqual([])
  })

  it('takes endless words in hundreds', () => {
    const word = 'ab'.repeat(5000)
    const { merges } = trainBytePairs(new Map([[word, 3]]), { size: 20 })
    expect(createPieceSplitter(merges)(word).join('')).toBe(`${word}▁`)
  })
})
