import { describe, expect, it } from 'vitest'
import type { Design } from '../../../shared/domain/design'
import { BackboneLayer } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import * as v from 'valibot'
import { applyAssignment } from './applyAssignment'
import { deriveSpace } from './deriveSpace'

const backbone = (change: object = {}) =>
  v.parse(BackboneLayer, {
    ...{ kind: 'backbone', id: 'base', name: 'net', weights: 'a'.repeat(64), inputShape: [8, 8, 3] },
    weightCount: 10,
    layers: [
      newLayer('conv2d', 'conv', { filters: 2 }),
      newLayer('activation', 'act', { activation: 'relu6' }),
      newLayer('add', 'sum', { inputs: ['conv', 'act'] }),
    ],
    ...change,
  })
const design = (layer: BackboneLayer, search: Design['search'] = {}): Design => ({
  layers: [layer, newLayer('globalAveragePool', 'mean', { inputs: ['base'] }), newLayer('output', 'output')],
  training: DEFAULT_TRAINING,
  search,
})
const modelOf = (layer: BackboneLayer, assignment = {}) => applyAssignment(design(layer), assignment).model

describe('a backbone in a design', () => {
  it('becomes its layers, whose links lead to each other, and its name means the last of them', () => {
    const { layers } = modelOf(backbone())
    expect(layers.map(({ id }) => id)).toEqual(['baseConv', 'baseAct', 'baseSum', 'mean', 'output'])
    expect(layers[2]).toMatchObject({ kind: 'add', inputs: ['baseConv', 'baseAct'] })
    expect(layers[3]).toMatchObject({ inputs: ['baseSum'] })
  })

  it('tells the compiler which layers are frozen, and what they are called in the file', () => {
    const frozen = (unfreeze: number) =>
      modelOf(backbone({ unfreeze })).backbones?.[0]?.layers.map(({ isFrozen }) => isFrozen)
    expect(frozen(0)).toEqual([true, true, true])
    expect(frozen(1)).toEqual([true, true, false])
    expect(frozen(99)).toEqual([false, false, false])
    expect(modelOf(backbone()).backbones).toMatchObject([
      { id: 'base', weightCount: 10, scaling: null, layers: [{ id: 'baseConv', from: 'conv' }, {}, {}] },
    ])
  })

  it('scales what it reads by statistics that are known', () => {
    const scaled = (scaling: string, channels = 3) =>
      modelOf(backbone({ scaling, inputShape: [8, 8, channels] })).backbones?.[0]?.scaling
    expect(modelOf(backbone({ scaling: 'symmetric' })).layers[0]).toMatchObject({
      ...{ kind: 'batchNorm', id: 'baseScaling', scale: false, center: false },
    })
    expect(scaled('symmetric')).toMatchObject({ layer: 'baseScaling', mean: [0.5, 0.5, 0.5] })
    expect(scaled('symmetric')?.variance[0]).toBeCloseTo(0.25, 8)
    expect(scaled('imagenet')?.mean).toEqual([0.485, 0.456, 0.406])
    expect(scaled('imagenet', 1)?.mean[0]).toBeCloseTo(0.449, 6)
    expect(scaled('bytes')?.mean).toEqual([0, 0, 0])
  })

  it('is searched like any layer', () => {
    const searched = design(backbone(), {
      'base.unfreeze': { kind: 'choice', values: [0, 2] },
      'base.rateShare': { kind: 'float', low: 0.01, high: 1, scale: 'log' },
    })
    expect(deriveSpace(searched).parameters.map(({ name }) => name)).toEqual([
      'base.unfreeze',
      'base.rateShare',
    ])
    const { model } = applyAssignment(searched, { 'base.unfreeze': 2, 'base.rateShare': 0.3 })
    expect(model.backbones?.[0]).toMatchObject({ rateShare: 0.3 })
    expect(model.backbones?.[0]?.layers.filter(({ isFrozen }) => isFrozen)).toHaveLength(1)
    expect(() => applyAssignment(searched, { 'base.rateShare': 7 })).toThrow(
      expect.objectContaining({ code: 'space/invalid' }),
    )
  })

  it('steps aside where its names are taken, and shortens long ones', () => {
    const taken: Design = {
      ...design(backbone()),
      layers: [backbone(), newLayer('dense', 'baseConv'), newLayer('output', 'output')],
    }
    expect(applyAssignment(taken, {}).model.layers.map(({ id }) => id)).toEqual([
      ...['baseConva', 'baseAct', 'baseSum', 'baseConv', 'output'],
    ])
    const long = backbone({ layers: [newLayer('dense', 'aVeryLongNameOfALayerInANetwork')] })
    expect(modelOf(long).layers[0]?.id).toBe('base1')
  })
})
