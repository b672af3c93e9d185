import { describe, expect, it } from 'vitest'
import { nearestName } from './nearestName'

describe('nearestName', () => {
  it('finds the name with the fewest changes, whatever the case', () => {
    const known = ['hidden.units', 'hidden.dropout', 'training.optimizer']
    expect(nearestName('hiden.Units', known)).toBe('hidden.units')
    expect(nearestName('optimiser', known)).toBe('training.optimizer')
  })

  it('finds none among none', () => {
    expect(nearestName('x', [])).toBeNull()
  })
})
