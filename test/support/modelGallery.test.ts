import { describe, expect, it } from 'vitest'
import { inspectModel } from '../../src/main/compiler'
import { LAYER_KINDS } from '../../src/shared/domain/newLayer'
import { GALLERY } from './modelGallery'

describe('the gallery of models', () => {
  it('has every kind of layer', () => {
    const kinds = new Set(GALLERY.flatMap(([, { layers }]) => layers.map(({ kind }) => kind)))
    expect(LAYER_KINDS.filter((kind) => !kinds.has(kind))).toEqual([])
  })

  it.each(GALLERY)('has a model %s that compiles', (_, model) => {
    expect(inspectModel({ ...model, batchSize: 4, optimizer: 'adam' }).diagnostics).toEqual([])
  })
})
