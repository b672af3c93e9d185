import { describe, expect, it } from 'vitest'
import { SAMPLER_ORDER } from './newSampler'
import { prunerLimit } from './prunerTraits'
import { samplerLimit, samplerRemarks, type SearchSituation } from './samplerTraits'

const USUAL: SearchSituation = {
  ...{ objectives: 1, parallel: 2, trials: 60, epochs: 30 },
  ...{ parameters: 4, ranges: 3, conditional: 0, combinations: null },
}

describe('samplerLimit', () => {
  it('lets every strategy do the usual study', () => {
    expect(SAMPLER_ORDER.filter((kind) => samplerLimit(kind, USUAL) !== null)).toEqual([])
  })

  it('keeps strategies that follow one objective from several', () => {
    const left = SAMPLER_ORDER.filter((kind) => samplerLimit(kind, { ...USUAL, objectives: 2 }) === null)
    expect(left).toContain('nsga2')
    expect(left).toContain('tpe')
    expect(left).not.toContain('cmaEs')
  })

  it('keeps populations from trials of one epoch, and CMA-ES from choices alone', () => {
    expect(samplerLimit('population', { ...USUAL, epochs: 1 })).toBe('needsEpochs')
    expect(samplerLimit('cmaEs', { ...USUAL, ranges: 0 })).toBe('needsRange')
  })

  it('keeps populations, and nothing else, from runs of a program', () => {
    const limits = SAMPLER_ORDER.map((kind) => [kind, samplerLimit(kind, { ...USUAL, isProgram: true })])
    expect(limits.filter(([, limit]) => limit !== null)).toEqual([['population', 'notPrograms']])
  })
})

describe('samplerRemarks', () => {
  it('says nothing where a strategy fits', () => {
    expect(samplerRemarks('gp', USUAL)).toEqual([])
  })

  it('says what a strategy is worth less for', () => {
    expect(samplerRemarks('gp', { ...USUAL, parallel: 16, trials: 100 })).toEqual(['parallel'])
    expect(samplerRemarks('gp', { ...USUAL, trials: 10, parameters: 30 })).toEqual([
      'fewTrials',
      'manyParameters',
    ])
    expect(samplerRemarks('random', { ...USUAL, combinations: 12 })).toEqual(['small'])
    expect(samplerRemarks('cmaEs', { ...USUAL, conditional: 2 })).toEqual(['conditions'])
  })
})

describe('prunerLimit', () => {
  const situation = { epochs: 30, runs: 1, sampler: 'auto' } as const

  it('wants epochs to give up in, and runs to compare', () => {
    expect(prunerLimit('median', situation)).toBeNull()
    expect(prunerLimit('median', { ...situation, epochs: 1 })).toBe('oneEpoch')
    expect(prunerLimit('extrapolation', { ...situation, epochs: 3 })).toBe('fewEpochs')
    expect(prunerLimit('wilcoxon', situation)).toBe('oneRun')
    expect(prunerLimit('wilcoxon', { ...situation, epochs: 1, runs: 5 })).toBeNull()
  })

  it('leaves the schedule of a population to the population', () => {
    expect(prunerLimit('hyperband', { ...situation, sampler: 'population' })).toBe('ownSchedule')
    expect(prunerLimit('median', { ...situation, sampler: 'population' })).toBeNull()
  })
})
