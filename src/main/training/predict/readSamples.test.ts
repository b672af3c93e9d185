import { describe, expect, it } from 'vitest'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Primitive } from '../../../shared/domain/primitives'
import { readSamples } from './readSamples'

const LAG: Primitive = { kind: 'lag', columns: ['a'], distance: 2, names: ['a.lag2'] }
const FILL: Primitive = { kind: 'fill', columns: ['a.lag2'], values: [0] }

function fittedWith(...primitives: Primitive[]): FittedRecipe {
  const features = ['a', 'a.lag2']
  return {
    reads: [{ column: 'a', kind: 'number', isRequired: true, categories: [] }],
    primitives,
    inputs: [
      {
        spec: { name: 'x', kind: 'sequence', shape: [2, 2], vocabulary: 0 },
        source: { kind: 'figures', features },
      },
    ],
    window: { lookback: 2, horizon: 1 },
    target: 'a',
    output: { kind: 'number' },
    targetCenter: 0,
    targetScale: 1,
  }
}

function endsOf(fitted: FittedRecipe): number[] {
  const { ends } = readSamples(
    [10, 11, 12, 13, 14, 15].map((a) => ({ a: String(a) })),
    {
      fitted,
      reading: { decimal: '.', missing: [] },
      series: { series: { time: null, group: null, breaksAtGaps: false }, isDate: false },
    },
  )
  return [...ends]
}

describe('readSamples', () => {
  it('takes windows whose rows all have the rows before them that they look back on', () => {
    expect(endsOf(fittedWith(LAG))).toEqual([3, 4, 5])
  })

  it('takes all whole windows where what is lacking at the beginning is filled', () => {
    expect(endsOf(fittedWith(LAG, FILL))).toEqual([1, 2, 3, 4, 5])
  })
})
