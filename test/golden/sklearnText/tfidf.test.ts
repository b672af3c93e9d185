import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { fitTfidf, weighColumns } from '../../../src/main/datasets/text'
import { DEFAULT_TFIDF, TfidfSettings } from '../../../src/shared/domain/textSettings'

const Figures = v.object({
  training: v.array(v.string()),
  new: v.array(v.string()),
  cases: v.array(
    v.object({
      settings: v.partial(TfidfSettings),
      vocabulary: v.array(v.string()),
      idf: v.nullable(v.array(v.number())),
      rows: v.array(v.array(v.number())),
    }),
  ),
})

const figures = v.parse(
  Figures,
  JSON.parse(readFileSync(join(import.meta.dirname, 'figures.json'), 'utf8')),
)
const CASES = figures.cases.map((expected) => ({ name: JSON.stringify(expected.settings), ...expected }))

describe('TF-IDF', () => {
  it.each(CASES)('is that of scikit-learn: $name', ({ settings, vocabulary, idf, rows }) => {
    const fitted = fitTfidf(
      { texts: figures.training, counts: figures.training.map(() => 1) },
      v.parse(TfidfSettings, { ...DEFAULT_TFIDF, ...settings, language: 'en' }),
    )
    const columns = weighColumns(
      { texts: figures.new, codes: Int32Array.from(figures.new.keys()) },
      fitted,
    )
    expect(fitted.vocabulary).toEqual(vocabulary)
    fitted.idf.forEach((value, term) => expect(value).toBeCloseTo(idf?.[term] ?? 1, 12))
    rows.forEach((row, text) =>
      row.forEach((weight, term) => expect(columns[term]?.[text]).toBeCloseTo(weight, 12)),
    )
  })
})
