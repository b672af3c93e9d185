import { describe, expect, it } from 'vitest'
import type { Design } from '@shared/domain/design'
import { MODEL } from '../../study/testing/project'
import { editDesign } from './editDesign'
import { constraintNames, couplable, coupledValues, listValues } from './relations'

const design: Design = {
  ...MODEL.design,
  search: {
    'hidden.units': { kind: 'choice', values: [16, 64, 256] },
    'dropout.rate': { kind: 'float', low: 0, high: 0.4, scale: 'linear', step: 0.2 },
    'training.learningRate': { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' },
    'training.batchSize': { kind: 'choice', values: [16, 32] },
  },
  coupled: [['hidden.units', 'dropout.rate']],
}

describe('relations of settings', () => {
  it('lists what a domain consists of, unless it is endless', () => {
    expect(listValues({ kind: 'float', low: 0, high: 0.3, scale: 'linear', step: 0.1 })).toEqual([
      0, 0.1, 0.2, 0.3,
    ])
    expect(listValues({ kind: 'integer', low: 1, high: 7, scale: 'linear', step: 3 })).toEqual([1, 4, 7])
    expect(listValues({ kind: 'float', low: 0, high: 1, scale: 'linear' })).toBeNull()
  })

  it('offers for coupling what is a list and in no group yet', () => {
    expect(couplable(design)).toEqual([{ path: 'training.batchSize', count: 2 }])
    expect(couplable({ ...design, coupled: [] }).map(({ path }) => path)).toHaveLength(3)
  })

  it('puts the values of a group side by side', () => {
    expect(coupledValues(design, ['hidden.units', 'dropout.rate'])).toEqual([
      [16, 0],
      [64, 0.2],
      [256, 0.4],
    ])
  })

  it('lets a group go when one of two settings does not vary any more', () => {
    expect(editDesign(design, { kind: 'fixSetting', path: 'dropout.rate' })).not.toHaveProperty('coupled')
    expect(editDesign(design, { kind: 'removeLayer', id: 'dropout' })).not.toHaveProperty('coupled')
  })

  it('names what constraints may speak of', () => {
    expect(constraintNames(design)).toContain('hidden.units')
    expect(constraintNames(design)).toContain('model.weights')
    const each = editDesign(design, { kind: 'shareSettings', id: 'stack', settings: 'each' })
    expect(constraintNames(each)).toContain('hidden.units[1]')
  })

  it('keeps no empty lists', () => {
    const bound = editDesign(design, { kind: 'setConstraints', constraints: ['hidden.units <= 64'] })
    expect(bound.constraints).toEqual(['hidden.units <= 64'])
    expect(editDesign(bound, { kind: 'setConstraints', constraints: [] })).not.toHaveProperty('constraints')
    expect(editDesign(design, { kind: 'setCoupled', groups: [] })).not.toHaveProperty('coupled')
  })
})
