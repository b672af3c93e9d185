import { describe, expect, it } from 'vitest'
import type { Design } from '@shared/domain/design'
import type { Domain } from '@shared/domain/searchSpace'
import { DEFAULT_TRAINING } from '@shared/domain/trainingSpec'
import { gridDesign } from './gridDesign'

const values = (domain: Domain, points: number) => {
  const design: Design = { layers: [], training: DEFAULT_TRAINING, search: { 'training.epochs': domain } }
  const grid = gridDesign(design, points).search['training.epochs']
  return grid?.kind === 'choice' ? grid.values : []
}

describe('gridDesign', () => {
  it('keeps choices, and ranges that have few values', () => {
    expect(values({ kind: 'choice', values: ['adam', 'sgd'] }, 5)).toEqual(['adam', 'sgd'])
    expect(values({ kind: 'integer', low: 1, high: 3, scale: 'linear', step: 1 }, 5)).toEqual([1, 2, 3])
  })

  it('takes as many values of a wider range as asked for, both ends among them', () => {
    expect(values({ kind: 'float', low: 0, high: 1, scale: 'linear' }, 3)).toEqual([0, 0.5, 1])
    expect(values({ kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 }, 3)).toEqual([16, 64, 256])
  })

  it('takes each whole number once', () => {
    expect(values({ kind: 'integer', low: 1, high: 6, scale: 'log', step: 1 }, 5)).toEqual([1, 2, 4, 6])
  })
})
