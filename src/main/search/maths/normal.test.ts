import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  normalCdf,
  normalInverseCdf,
  normalInverseLogCdf,
  normalLogCdf,
  normalLogMass,
  normalLogPdf,
  normalPdf,
  truncatedInverseCdf,
  truncatedLogPdf,
  type TruncatedNormal,
} from './normal'

interface Figures extends Record<keyof typeof FUNCTIONS, [number, number][]> {
  readonly logMass: [[number, number], number][]
  readonly truncated: { law: TruncatedNormal; logPdf: [number, number][]; inverseCdf: [number, number][] }[]
}

const path = new URL('../../../../test/fixtures/normalFigures.json', import.meta.url)
const figures = JSON.parse(readFileSync(path, 'utf8')) as Figures

const FUNCTIONS = {
  pdf: normalPdf,
  logPdf: normalLogPdf,
  cdf: normalCdf,
  logCdf: normalLogCdf,
  inverseCdf: normalInverseCdf,
  inverseLogCdf: normalInverseLogCdf,
}

/** Relative, where the figure is not nothing. */
function expectClose(actual: number, expected: number, tolerance: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected))
}

describe('the normal distribution', () => {
  it.each(Object.entries(FUNCTIONS))("has SciPy's %s, relatively, also far out", (name, evaluate) => {
    for (const [x, expected] of figures[name as keyof typeof FUNCTIONS])
      expectClose(evaluate(x), expected, 1e-12)
  })

  it("has SciPy's probability of intervals on both sides", () => {
    for (const [interval, expected] of figures.logMass)
      expectClose(normalLogMass(...interval), expected, 1e-11)
  })

  it('reaches infinity where nothing is left', () => {
    expect([0, 1].map(normalInverseCdf)).toEqual([-Infinity, Infinity])
    expect([-Infinity, 0].map(normalInverseLogCdf)).toEqual([-Infinity, Infinity])
  })
})

describe('the truncated normal distribution', () => {
  it.each(figures.truncated)("has SciPy's density and quantiles of $law", ({ law, logPdf, inverseCdf }) => {
    for (const [x, expected] of logPdf) expect(truncatedLogPdf(law, x)).toBeCloseTo(expected, 9)
    for (const [p, expected] of inverseCdf) expect(truncatedInverseCdf(law, p)).toBeCloseTo(expected, 9)
  })

  it('has no density outside, and its ends as first and last quantiles', () => {
    const law = { mean: 0.2, deviation: 0.5, low: 0, high: 1 }
    expect([-0.01, 1.01].map((x) => truncatedLogPdf(law, x))).toEqual([-Infinity, -Infinity])
    expect([0, 1].map((p) => truncatedInverseCdf(law, p))).toEqual([0, 1])
  })
})
