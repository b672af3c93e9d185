import { describe, expect, it } from 'vitest'
import { findLayers } from './findLayers'

const WORDS: Record<string, readonly string[]> = {
  conv2d: ['conv2d', '二维卷积层', 'Convolution'],
  lstm: ['lstm', 'LSTM', 'Sequence'],
  add: ['add', 'Add', 'Merge'],
}
const kinds = ['conv2d', 'lstm', 'add'] as const
const find = (text: string) => findLayers(text, { kinds, wordsOf: (kind) => WORDS[kind] ?? [] })

describe('findLayers', () => {
  it('finds by parts of words, whatever their case and width', () => {
    expect(find('卷积')).toEqual(['conv2d'])
    expect(find('ＬＳＴＭ')).toEqual(['lstm'])
    expect(find('merge ad')).toEqual(['add'])
  })

  it('keeps all while nothing is typed, and none where nothing is found', () => {
    expect(find('  ')).toEqual(kinds)
    expect(find('dense')).toEqual([])
  })
})
