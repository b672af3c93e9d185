import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { compareSamples } from './compareSamples'
import { compareTexts } from './compareTexts'

/** Texts about a few things each, so that the words of one text go together. @param first number of the first word of the domain */
function drawTexts(seed: number, count: number, first = 0): string[] {
  const random = createRandom(seed)
  const word = (topic: number): string =>
    `w${String(first + topic * 40 + Math.floor(random.next() ** 3 * 400))}`
  return Array.from({ length: count }, () => {
    const topic = random.integer(8)
    return Array.from({ length: 10 + random.integer(60) }, () => word(topic)).join(' ')
  })
}

function judge(before: readonly string[], now: readonly string[]) {
  const { unknown, words } = compareTexts(before, now)
  const numbers = { name: 'text', measure: 'unknownWords', kind: 'numbers', ...unknown } as const
  const { columns } = compareSamples([
    numbers,
    ...(words === null
      ? []
      : [{ name: 'text', measure: 'words', kind: 'compared', comparison: words } as const]),
  ])
  return new Map(columns.map((column) => [column.measure, column]))
}

describe('compareTexts', () => {
  it.each([
    [60, 60],
    [400, 90],
  ])('flags nothing in like and like of %i and %i texts, more often than one time in twenty', (m, n) => {
    const flagged = Array.from({ length: 40 }, (_, seed) =>
      [...judge(drawTexts(seed, m), drawTexts(1000 + seed, n)).values()].some(({ isShifted }) => isShifted),
    )
    expect(flagged.filter(Boolean).length).toBeLessThanOrEqual(4)
  })

  it('flags texts of another domain, by words that are unknown and by those that are common', () => {
    const found = judge(drawTexts(1, 300), drawTexts(2, 100, 600))
    expect(found.get('unknownWords')?.isShifted).toBe(true)
    expect(found.get('words')?.isShifted).toBe(true)
    const [most] = found.get('words')?.parts ?? []
    expect(Math.abs((most?.now ?? 0) - (most?.before ?? 0))).toBeGreaterThan(0.02)
  })

  it('flags the same words in another measure, which are not unknown', () => {
    const texts = drawTexts(3, 400)
    const rare = drawTexts(4, 200).map((text) => `${text} ${'w1 w2 w3 '.repeat(10)}`)
    const found = judge(texts, rare)
    expect(found.get('words')?.isShifted).toBe(true)
    expect(
      found
        .get('words')
        ?.parts.slice(0, 3)
        .map(({ label }) => label)
        .sort(),
    ).toEqual(['w1', 'w2', 'w3'])
  })

  it('says nothing of words where there are hardly any texts, and has no share for a text without words', () => {
    const { unknown, words } = compareTexts(drawTexts(5, 30), ['…', 'w1'])
    expect(words).toBeNull()
    expect([...unknown.now].map(Number.isNaN)).toEqual([true, false])
  })
})
