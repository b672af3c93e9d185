import { describe, expect, it } from 'vitest'
import type { Column } from '../../../shared/domain/column'
import { findColumn } from './importTable'

function columns(...names: string[]): Column[] {
  return names.map((name, index) => ({ name, index, type: 'number', role: 'input' }))
}

describe('findColumn', () => {
  it('finds a column by its name, whatever the letters’ case where no exact one is there', () => {
    expect(findColumn(columns('a', 'Species'), 'species').index).toBe(1)
    expect(findColumn(columns('Y', 'y'), 'y').index).toBe(1)
  })

  it('counts columns from 1', () => {
    expect(findColumn(columns('a', 'b', 'c'), '3').name).toBe('c')
  })

  it('takes a name before a number', () => {
    expect(findColumn(columns('2', 'b'), '2').index).toBe(0)
  })

  it.each(['0', '4', 'none', ''])('knows no %j', (target) => {
    expect(() => findColumn(columns('a', 'b', 'c'), target)).toThrow('dataset/unknown-column')
  })
})
