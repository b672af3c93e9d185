import { PLAIN_WEIGHTS } from '@shared/domain/modelSpec'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Design } from '@shared/domain/design'
import { DEFAULT_TRAINING } from '@shared/domain/trainingSpec'
import { isSettingInUse } from '@shared/domain/settingCatalogue'
import { clipLayer } from './copyEdits'
import { editDesign, type DesignEdit } from './editDesign'
import { flatLayers } from './layerTree'

const dense = {
  kind: 'dense',
  id: 'hidden',
  units: 64,
  activation: 'relu',
  useBias: true,
  initializer: 'heNormal',
  ...PLAIN_WEIGHTS,
} as const
const DESIGN: Design = {
  layers: [
    { kind: 'repeat', id: 'stack', times: 2, settings: 'shared', layers: [dense] },
    { kind: 'dropout', id: 'dropout', rate: 0.2 },
    { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS },
  ],
  training: DEFAULT_TRAINING,
  search: {
    'hidden.units': { kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 },
    'training.learningRate': { kind: 'float', low: 1e-4, high: 1e-1, scale: 'log' },
  },
}

const edit = (...edits: DesignEdit[]) => edits.reduce(editDesign, DESIGN)
const ids = (design: Design) => flatLayers(design.layers).map((layer) => layer.id)

describe('editDesign', () => {
  it('adds layers before the output, under free names', () => {
    const design = edit(
      { kind: 'addLayer', layer: 'dense', inside: null },
      { kind: 'addLayer', layer: 'repeat', inside: null },
    )
    expect(ids(design)).toEqual(['stack', 'hidden', 'dropout', 'hidden2', 'repeat', 'hidden3', 'output'])
  })

  it('adds a layer inside a repeat, but no output and no second repeat', () => {
    expect(ids(edit({ kind: 'addLayer', layer: 'dropout', inside: 'stack' }))).toEqual([
      'stack',
      'hidden',
      'dropout2',
      'dropout',
      'output',
    ])
    expect(ids(edit({ kind: 'addLayer', layer: 'output', inside: 'stack' }))).toEqual(ids(DESIGN))
    expect(ids(edit({ kind: 'addLayer', layer: 'repeat', inside: 'stack' }))).toEqual(ids(DESIGN))
  })

  it('keeps to one output', () => {
    expect(ids(edit({ kind: 'addLayer', layer: 'output', inside: null }))).toEqual(ids(DESIGN))
  })

  it('removes a layer with its searched settings, and a repeat with its last layer', () => {
    const design = edit({ kind: 'removeLayer', id: 'hidden' })
    expect(ids(design)).toEqual(['dropout', 'output'])
    expect(Object.keys(design.search)).toEqual(['training.learningRate'])
  })

  it('never removes the last layer', () => {
    const design = edit(
      { kind: 'removeLayer', id: 'stack' },
      { kind: 'removeLayer', id: 'dropout' },
      { kind: 'removeLayer', id: 'output' },
    )
    expect(ids(design)).toEqual(['output'])
  })

  it('duplicates a layer with what varies in it', () => {
    const design = edit({ kind: 'duplicateLayer', id: 'stack' })
    expect(ids(design)).toEqual(['stack', 'hidden', 'repeat', 'hidden2', 'dropout', 'output'])
    expect(design.search['hidden2.units']).toEqual(DESIGN.search['hidden.units'])
  })

  it('pastes a layer of another design under a name of its own, with what varies in it', () => {
    const clip = clipLayer(DESIGN, 'stack')
    const other = edit({ kind: 'removeLayer', id: 'stack' })
    const pasted = clip && editDesign(other, { kind: 'pasteLayer', clip, below: null })
    expect(pasted && ids(pasted)).toEqual(['dropout', 'repeat', 'hidden', 'output'])
    expect(pasted?.search['hidden.units']).toEqual(DESIGN.search['hidden.units'])
    const twice = clip && editDesign(DESIGN, { kind: 'pasteLayer', clip, below: 'dropout' })
    expect(twice && ids(twice)).toEqual(['stack', 'hidden', 'dropout', 'repeat', 'hidden2', 'output'])
  })

  it('pastes into a repeat what fits there, below it what does not, and nothing below the output', () => {
    const dropout = clipLayer(DESIGN, 'dropout')
    const stack = clipLayer(DESIGN, 'stack')
    const paste = (clip: typeof dropout, below: string) =>
      clip && ids(editDesign(DESIGN, { kind: 'pasteLayer', clip, below }))
    expect(paste(dropout, 'hidden')).toEqual(['stack', 'hidden', 'dropout2', 'dropout', 'output'])
    expect(paste(stack, 'hidden')).toEqual(['stack', 'hidden', 'repeat', 'hidden2', 'dropout', 'output'])
    expect(paste(dropout, 'output')).toEqual(['stack', 'hidden', 'dropout', 'dropout2', 'output'])
    expect(clipLayer(DESIGN, 'output')).toBeNull()
  })

  it('moves a layer, but nothing past the output', () => {
    expect(ids(edit({ kind: 'moveLayer', id: 'dropout', to: 0 }))).toEqual([
      'dropout',
      'stack',
      'hidden',
      'output',
    ])
    expect(ids(edit({ kind: 'moveLayer', id: 'stack', to: 99 }))).toEqual([
      'dropout',
      'stack',
      'hidden',
      'output',
    ])
    expect(ids(edit({ kind: 'moveLayer', id: 'output', to: 0 }))).toEqual(ids(DESIGN))
  })

  it('puts a layer into a repeat and takes it out again', () => {
    const wrapped = edit({ kind: 'wrapLayer', id: 'dropout' })
    expect(ids(wrapped)).toEqual(['stack', 'hidden', 'repeat', 'dropout', 'output'])
    expect(ids(editDesign(wrapped, { kind: 'unwrapLayer', id: 'repeat' }))).toEqual(ids(DESIGN))
  })

  it('sets a setting of a layer inside a repeat and one of training', () => {
    const design = edit(
      { kind: 'setSetting', path: 'hidden.units', value: 128 },
      { kind: 'setSetting', path: 'training.batchSize', value: 16 },
    )
    expect(flatLayers(design.layers)[1]).toMatchObject({ id: 'hidden', units: 128 })
    expect(design.training.batchSize).toBe(16)
  })

  it('ignores settings that do not exist', () => {
    expect(edit({ kind: 'setSetting', path: 'hidden.rate', value: 1 })).toBe(DESIGN)
    expect(edit({ kind: 'searchSetting', path: 'nowhere.units', domain: null })).toBe(DESIGN)
  })

  it('starts a search with the usual range, widened to hold the present value', () => {
    const design = edit(
      { kind: 'setSetting', path: 'dropout.rate', value: 0.7 },
      { kind: 'searchSetting', path: 'dropout.rate', domain: null },
      { kind: 'setSetting', path: 'training.batchSize', value: 48 },
      { kind: 'searchSetting', path: 'training.batchSize', domain: null },
    )
    expect(design.search['dropout.rate']).toMatchObject({ low: 0, high: 0.7 })
    expect(design.search['training.batchSize']).toMatchObject({ values: [16, 32, 48, 64, 128] })
  })

  it('fixes a setting at the value it has', () => {
    const design = edit({ kind: 'fixSetting', path: 'hidden.units' })
    expect(design.search['hidden.units']).toBeUndefined()
    expect(flatLayers(design.layers)[1]).toMatchObject({ units: 64 })
  })

  it('makes only designs that the schema accepts', () => {
    const kinds = ['dense', 'dropout', 'activation', 'repeat', 'output'] as const
    const design = kinds.reduce(
      (current, layer) => editDesign(current, { kind: 'addLayer', layer, inside: null }),
      edit({ kind: 'duplicateLayer', id: 'dropout' }, { kind: 'wrapLayer', id: 'dropout2' }),
    )
    expect(v.safeParse(Design, design).issues).toBeUndefined()
  })
})

describe('isSettingInUse', () => {
  it('leaves momentum out unless SGD is used or may be', () => {
    expect(isSettingInUse(DESIGN, 'training.momentum')).toBe(false)
    const searched = edit({ kind: 'searchSetting', path: 'training.optimizer', domain: null })
    expect(isSettingInUse(searched, 'training.momentum')).toBe(true)
    const fixed = edit({ kind: 'setSetting', path: 'training.optimizer', value: 'sgd' })
    expect(isSettingInUse(fixed, 'training.momentum')).toBe(true)
  })
})
