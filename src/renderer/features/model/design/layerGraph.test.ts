import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Design } from '@shared/domain/design'
import type { DesignLayer } from '@shared/domain/modelSpec'
import { newLayer } from '@shared/domain/newLayer'
import { DEFAULT_TRAINING } from '@shared/domain/trainingSpec'
import { editDesign, type DesignEdit } from './editDesign'
import { inputsOf, sourcesOf } from './layerLinks'
import { flatLayers } from './layerTree'
import { layOutLinks } from './linkLanes'
import { linkChanges } from './repairLinks'
import { suggestInputs } from './suggestInputs'

/** first → second → third → sum (reads third and first) → output. */
const DESIGN: Design = {
  layers: [
    newLayer('dense', 'first'),
    newLayer('dense', 'second'),
    newLayer('dense', 'third'),
    newLayer('add', 'sum', { inputs: ['third', 'first'] }),
    newLayer('output', 'out'),
  ],
  training: DEFAULT_TRAINING,
  search: {},
}
const edit = (...edits: DesignEdit[]) => edits.reduce(editDesign, DESIGN)
const links = (design: Design) =>
  Object.fromEntries(
    flatLayers(design.layers).flatMap((layer) => {
      const inputs = inputsOf(layer)
      return inputs === null ? [] : [[layer.id, inputs]]
    }),
  )

describe('links between layers', () => {
  it('lead to what the removed layer read', () => {
    expect(links(edit({ kind: 'removeLayer', id: 'third' }))).toEqual({ sum: ['second', 'first'] })
  })

  it('go with their layer; the one behind it reads the nearest of what it read', () => {
    expect(links(edit({ kind: 'removeLayer', id: 'sum' }))).toEqual({})
    const branch = edit(
      { kind: 'setInputs', id: 'third', inputs: ['first'] },
      { kind: 'removeLayer', id: 'sum' },
      { kind: 'removeLayer', id: 'third' },
    )
    expect(links(branch)).toEqual({ out: ['first'] })
  })

  it('never lead down after a move', () => {
    expect(links(edit({ kind: 'moveLayer', id: 'third', to: 9 }))).toEqual({ sum: ['second', 'first'] })
    expect(links(edit({ kind: 'moveLayer', id: 'sum', to: 1 }))).toEqual({})
  })

  it('lead to layers that stand before their reader only', () => {
    expect(links(edit({ kind: 'setInputs', id: 'second', inputs: ['third'] }))).toEqual(links(DESIGN))
  })

  it('need no names where only the layer above is read', () => {
    const named = edit({ kind: 'setInputs', id: 'third', inputs: ['first'] })
    expect(links(named)).toMatchObject({ third: ['first'] })
    expect(links(editDesign(named, { kind: 'setInputs', id: 'third', inputs: ['second'] }))).toEqual(
      links(DESIGN),
    )
  })

  it('follow a layer into a repeat and out of it', () => {
    const wrapped = edit({ kind: 'wrapLayer', id: 'third' })
    expect(links(wrapped)).toEqual({ sum: ['repeat', 'first'] })
    expect(links(editDesign(wrapped, { kind: 'unwrapLayer', id: 'repeat' }))).toEqual(links(DESIGN))
  })

  it('let a residual block stand in a repeat, and out of it again', () => {
    const inside: DesignEdit[] = [
      { kind: 'addLayer', layer: 'repeat', inside: null, at: 3 },
      { kind: 'addLayer', layer: 'add', inside: 'repeat', inputs: ['hidden', 'repeat'] },
    ]
    const block = edit(...inside)
    expect(links(block)).toMatchObject({ add: ['hidden', 'repeat'] })
    const copied = editDesign(block, { kind: 'duplicateLayer', id: 'repeat' })
    expect(links(copied)).toMatchObject({ add2: ['hidden2', 'repeat2'] })
    const unwrapped = editDesign(block, { kind: 'unwrapLayer', id: 'repeat' })
    expect(links(unwrapped)).toMatchObject({ add: ['hidden', 'third'] })
    expect(links(editDesign(block, { kind: 'removeLayer', id: 'hidden' }))['add']).toBeUndefined()
  })

  it('make a copy go on from the original', () => {
    expect(links(edit({ kind: 'duplicateLayer', id: 'sum' }))).toMatchObject({ add: ['sum', 'first'] })
  })

  it('pass through a layer that is put between', () => {
    const design = edit(
      { kind: 'setInputs', id: 'third', inputs: ['first'] },
      { kind: 'addBefore', layer: 'flatten', id: 'third' },
    )
    expect(links(design)).toMatchObject({ flatten: ['first'] })
    expect(links(design)).not.toHaveProperty('third')
  })

  it('are told where an edit of another layer changed them', () => {
    const after = edit({ kind: 'removeLayer', id: 'third' })
    expect(linkChanges(DESIGN, after)).toMatchObject([{ id: 'sum', reads: ['second', 'first'] }])
    expect(linkChanges(DESIGN, edit({ kind: 'removeLayer', id: 'sum' }))).toEqual([])
  })

  it('stay legal whatever is moved and removed', () => {
    for (const { id } of DESIGN.layers) {
      for (let to = 0; to < DESIGN.layers.length; to++) {
        const moved = edit({ kind: 'moveLayer', id, to })
        for (const { id: gone } of DESIGN.layers) {
          expectUpward(editDesign(moved, { kind: 'removeLayer', id: gone }))
        }
      }
    }
  })
})

function expectUpward(design: Design): void {
  expect(v.is(Design, design)).toBe(true)
  design.layers.forEach((_, index) => {
    const before = design.layers.slice(0, index).map(({ id }) => id)
    expect(sourcesOf(design.layers, index).filter((id) => !before.includes(id))).toEqual([])
  })
}

describe('suggestInputs', () => {
  const shape = (...sizes: number[]) => sizes.map((size) => ({ low: size, high: size }))
  const candidate = (kind: DesignLayer['kind'], id: string, ...sizes: number[]) => ({
    kind,
    id,
    shape: shape(...sizes),
  })

  it('closes a residual block at its farthest layer of the same shape, up to the sum before', () => {
    const above = [
      candidate('conv2d', 'c4', 8, 8, 32),
      candidate('conv2d', 'c3', 8, 8, 32),
      candidate('add', 'sum', 8, 8, 32),
      candidate('conv2d', 'c1', 8, 8, 32),
    ]
    expect(suggestInputs('add', above)).toEqual(['c4', 'sum'])
    expect(suggestInputs('add', above.slice(0, 2))).toEqual(['c4', 'c3'])
    expect(suggestInputs('dense', above)).toBeUndefined()
  })

  it('puts side by side what differs in channels only', () => {
    const above = [candidate('dense', 'a', 8), candidate('dense', 'b', 16), candidate('conv2d', 'c', 8, 8, 1)]
    expect(suggestInputs('concatenate', above)).toEqual(['a', 'b'])
  })
})

describe('layOutLinks', () => {
  it('draws nothing beside a plain list', () => {
    const { lines, laneCount, chained } = layOutLinks(DESIGN.layers.slice(0, 3), null)
    expect({ lines, laneCount, chained: [...chained] }).toEqual({
      lines: [],
      laneCount: 0,
      chained: ['second', 'third'],
    })
  })

  it('keeps lines that would lie over each other in lanes of their own, short ones next to the list', () => {
    const layers = [
      ...DESIGN.layers.slice(0, 4),
      newLayer('concatenate', 'join', { inputs: ['sum', 'second'] }),
    ]
    expect(layOutLinks(layers, null).lines).toEqual([
      { from: 'first', to: 'sum', lane: 0 },
      { from: 'second', to: 'join', lane: 1 },
    ])
  })
})

describe('the second network of adversarial training', () => {
  const adversarial = edit({ kind: 'setSetting', path: 'training.mode', value: 'adversarial' })

  it('is there as soon as it is needed, and stays when the mode is changed back', () => {
    expect(adversarial.discriminator?.map(({ kind }) => kind)).toEqual(['dense', 'output'])
    const back = editDesign(adversarial, { kind: 'setSetting', path: 'training.mode', value: 'supervised' })
    expect(back.discriminator).toEqual(adversarial.discriminator)
    expect(DESIGN.discriminator).toBeUndefined()
  })

  it('is edited like the first one, under names of its own, and leaves that alone', () => {
    const [hidden] = adversarial.discriminator ?? []
    const edits: DesignEdit[] = [
      { kind: 'addLayer', layer: 'dense', inside: null, at: 0 },
      { kind: 'searchSetting', path: `${hidden?.id ?? ''}.units`, domain: null },
    ]
    const edited = edits.reduce(
      (design, inner) => editDesign(design, { kind: 'editSecond', edit: inner }),
      adversarial,
    )
    expect(edited.layers).toEqual(adversarial.layers)
    expect(edited.discriminator).toHaveLength(3)
    expect(Object.keys(edited.search)).toEqual([`${hidden?.id ?? ''}.units`])
    const gone = editDesign(edited, { kind: 'removeLayer', id: 'first' })
    expect(gone.search).toEqual(edited.search)
    expect(v.is(Design, gone)).toBe(true)
  })
})
