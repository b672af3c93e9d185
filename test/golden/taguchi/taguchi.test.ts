import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { analyseEffects, deriveSpace } from '../../../src/main/search'
import { fTail, tQuantile } from '../../../src/main/search/maths/incompleteBeta'
import { choice, stackDesign } from '../../support/designs'

const Numbers = v.array(v.number())
const Figures = v.object({
  cases: v.array(
    v.object({
      rows: v.array(Numbers),
      y: Numbers,
      lines: v.array(v.tuple([v.number(), v.number(), v.number(), v.number()])),
      error: v.tuple([v.number(), v.number()]),
      t: v.number(),
    }),
  ),
  tails: v.array(v.tuple([v.number(), v.number(), v.number(), v.number()])),
  quantiles: v.array(v.tuple([v.number(), v.number(), v.number()])),
})
const figures = v.parse(Figures, JSON.parse(readFileSync(join(import.meta.dirname, 'taguchi.json'), 'utf8')))
const NAMES = ['hidden.units', 'drop.rate', 'training.batchSize', 'training.epochs']
const VALUES = [
  [8, 16, 32],
  [0.1, 0.2, 0.3],
  [16, 32, 64],
  [5, 10, 20],
]
const SPACE = deriveSpace(
  stackDesign(Object.fromEntries(NAMES.map((name, index) => [name, choice(...(VALUES[index] ?? []))]))),
)

describe('the analysis of variance', () => {
  it.each(figures.cases)('is that of NumPy and SciPy for $rows.length rows', ({ rows, y, lines, error, t }) => {
    const analysis = analyseEffects(
      SPACE,
      rows.map((row, index) => ({
        assignment: Object.fromEntries(NAMES.map((name, factor) => [name, VALUES[factor]?.[row[factor] ?? 0] ?? 0])),
        responses: [y[index] ?? 0],
      })),
      'minimize',
    )
    const found = NAMES.map((name) => analysis?.variance.lines.find(({ parameter }) => parameter === name))
    for (const [index, line] of lines.entries()) {
      expect(found[index]?.sumOfSquares).toBeCloseTo(line[0], 9)
      expect(found[index]?.degrees).toBe(line[1])
      expect(found[index]?.f).toBeCloseTo(line[2], 7)
      expect(found[index]?.p).toBeCloseTo(line[3], 10)
    }
    expect(analysis?.variance.error.sumOfSquares).toBeCloseTo(error[0], 9)
    expect(analysis?.variance.error.degrees).toBe(error[1])
    if (rows.length < 17) return
    const { interval, predicted = 0 } = analysis?.optimum ?? {}
    const deviation = Math.sqrt(((error[0] / error[1]) * 9) / rows.length)
    expect((interval?.high ?? 0) - predicted).toBeCloseTo(t * deviation, 9)
  })

  it('has the tails of the distributions of F and t', () => {
    for (const [f, numerator, denominator, tail] of figures.tails)
      expect(fTail(f, numerator, denominator) / tail).toBeCloseTo(1, 10)
    for (const [confidence, degrees, t] of figures.quantiles)
      expect(tQuantile(confidence, degrees)).toBeCloseTo(t, 8)
  })
})
