import { describe, expect, it } from 'vitest'
import { readWrittenSpace } from './writtenSpace'

const layers = { name: 'layers', type: 'integer', low: 1, high: 4 }
const rate = { name: 'rate', type: 'float', low: 0, high: 1, when: { parameter: 'layers', atLeast: 2 } }
const read = (file: object, gridPoints: number | null = null) =>
  readWrittenSpace(JSON.stringify(file), gridPoints)

describe('a search space as people write it', () => {
  it('is read and counted', () => {
    expect(read({ parameters: [layers] })).toMatchObject({ combinations: 4, gridSize: null })
    expect(read({ parameters: [layers, rate] }, 3)).toMatchObject({ combinations: null, gridSize: 1 + 2 * 3 })
  })

  it('is refused with what is wrong', () => {
    expect(() => readWrittenSpace('{', null)).toThrow('space/file-invalid')
    expect(() => read({ parameters: [] })).toThrow('space/file-invalid')
    expect(() => read({ parameters: [layers], constraints: ['units < 3'] })).toThrow('space/constraint-name')
  })
})
