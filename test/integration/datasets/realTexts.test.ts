import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeSequences, fitTokens, profileTexts } from '../../../src/main/datasets/text'
import { countTokens } from '../../../src/shared/domain/fittedText'
import { DEFAULT_TOKENS } from '../../../src/shared/domain/textSettings'
import { missingData, REAL_DATA } from '../../support/realData/folder'

const FILE = 'text/sentiment.tsv'
const missing = missingData(FILE)

/** Rows of a label and a text, as codes into what is different. */
function readSentences() {
  const lines = readFileSync(join(REAL_DATA, FILE), 'utf8').trimEnd().split(/\r?\n/).slice(1)
  const view = (cells: readonly string[]) => {
    const texts = [...new Set(cells)]
    const places = new Map(texts.map((text, place) => [text, place] as const))
    return { texts, codes: Int32Array.from(cells, (cell) => places.get(cell) ?? -1) }
  }
  return {
    labels: view(lines.map((line) => line.slice(0, line.indexOf('\t')))),
    sentences: view(lines.map((line) => line.slice(line.indexOf('\t') + 1))),
  }
}

describe.skipIf(missing !== '')(`sentences of opinion${missing}`, () => {
  it('are described by length, language and the words of each opinion', () => {
    const { labels, sentences } = readSentences()
    const profile = profileTexts(sentences, labels)
    expect(profile.textCount).toBe(sentences.codes.length)
    expect(profile.duplicateCount).toBe(sentences.codes.length - sentences.texts.length)
    expect(profile.language).toBe('en')
    const wordsOf = (label: string) => profile.classes.find((each) => each.label === label)?.words ?? []
    expect(wordsOf('1').map(({ text }) => text)).toEqual(expect.arrayContaining(['love', 'awesome']))
    expect(wordsOf('0').map(({ text }) => text)).toEqual(expect.arrayContaining(['hate']))
  })

  it.each(['words', 'characters', 'bytePairs'] as const)('are rows of %s within the vocabulary', (unit) => {
    const { sentences } = readSentences()
    const settings = { ...DEFAULT_TOKENS, unit, vocabularySize: 2000, length: 60 }
    const fitted = fitTokens({ texts: sentences.texts, counts: sentences.texts.map(() => 1) }, settings)
    const rows = encodeSequences(sentences, fitted)
    expect(rows.length).toBe(sentences.codes.length * 60)
    const seen = [...new Set(rows)]
    expect(Math.min(...seen)).toBe(0)
    expect(Math.max(...seen)).toBeLessThan(countTokens(fitted))
    expect(countTokens(fitted)).toBeLessThanOrEqual(2000)
  })
})
