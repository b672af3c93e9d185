import { describe, expect, it } from 'vitest'
import { type LayerClip, readLayerClip, writeLayerClip } from './layerClip'
import { newLayer } from './newLayer'

const CLIP: LayerClip = {
  fettle: 'layer',
  layer: newLayer('dense', 'hidden'),
  search: { 'hidden.units': { kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 } },
}

describe('readLayerClip', () => {
  it('reads what was written', () => {
    expect(readLayerClip(writeLayerClip(CLIP))).toEqual(CLIP)
  })

  it.each(['', 'a word', '{}', '[1]', JSON.stringify({ ...CLIP, layer: { kind: 'dense' } })])(
    'takes %j for no layer',
    (text) => {
      expect(readLayerClip(text)).toBeNull()
    },
  )
})
