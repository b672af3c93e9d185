import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { createHalton } from '../../../src/main/search/samplers/spaceFilling/halton'
import { createSobol } from '../../../src/main/search/samplers/spaceFilling/sobol'

const Numbers = v.array(v.number())
const Figures = v.object({
  indices: Numbers,
  sobol: v.array(Numbers),
  haltonIndices: Numbers,
  halton: v.array(Numbers),
})
const figures = v.parse(
  Figures,
  JSON.parse(readFileSync(join(import.meta.dirname, 'quasiRandom.json'), 'utf8')),
)

describe('quasi-random sequences', () => {
  it('are Sobol points exactly as SciPy has them, on all 161 axes', () => {
    const sequence = createSobol(161, null)
    expect(figures.indices.map((index) => [...sequence.point(index).map((place) => place * 1024)])).toEqual(
      figures.sobol,
    )
  })

  it('are Halton points as SciPy has them', () => {
    const sequence = createHalton(12, null)
    for (const [row, index] of figures.haltonIndices.entries()) {
      for (const [axis, place] of sequence.point(index).entries())
        expect(place).toBeCloseTo(figures.halton[row]?.[axis] ?? Number.NaN, 14)
    }
  })
})
