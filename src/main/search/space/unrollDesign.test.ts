import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, HIDDEN, integer, OUT, stackDesign } from '../../../../test/support/designs'
import type { Design } from '../../../shared/domain/design'
import type { InnerLayer, LayerSpec, RepeatLayer } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { findBadReferences } from './findBadReferences'
import { unrollDesign, unrollNetworks } from './unrollDesign'

const first = { ...HIDDEN, id: 'first' }
const sum = (id: string, ...inputs: string[]) => newLayer('add', id, { inputs })
const block = (layers: InnerLayer[], id = 'block', times = 2): RepeatLayer => ({
  kind: 'repeat',
  ...{ id, times, settings: 'shared', layers },
})
const residual = block([HIDDEN, sum('join', 'hidden', 'block')])
const designOf = (layers: Design['layers'], search: Design['search'] = {}): Design => ({
  ...stackDesign(search),
  layers,
})

/** `id←inputs` a layer; without an arrow it reads the one before it. */
function write(design: Design, times?: number): string {
  const assignment = times === undefined ? {} : { 'block.times': times }
  return unrollDesign(design, assignment)
    .map(({ spec }) => spec.id + arrow(spec))
    .join(' ')
}
function arrow(spec: LayerSpec): string {
  if (spec.kind === 'input') return `←data ${spec.source}`
  return spec.inputs ? `←${spec.inputs.join('+')}` : ''
}

describe('unrollDesign', () => {
  it('repeats a residual block: each copy adds what it reads to what it makes', () => {
    expect(write(designOf([first, residual, OUT]))).toBe(
      'first hidden1 join1←hidden1+first hidden2 join2←hidden2+join1 out',
    )
  })

  it('gives a repeat that begins a model a name for the data, where one is needed', () => {
    expect(write(designOf([residual, OUT]), 1)).toBe('data←data x hidden1 join1←hidden1+data out')
    expect(write(designOf([block([HIDDEN]), OUT]), 1)).toBe('hidden1 out')
  })

  it('lets the name of a repeat mean the end of its last copy', () => {
    const design = designOf([first, block([HIDDEN]), sum('join', 'first', 'block'), OUT])
    expect(write(design, 2)).toBe('first hidden1 hidden2 join←first+hidden2 out')
    expect(write(design, 1)).toBe('first hidden1 join←first+hidden1 out')
  })

  it('lets a repeat that stands no time mean what it would read', () => {
    const design = designOf([first, block([HIDDEN]), sum('join', 'first', 'block'), OUT])
    expect(write(design, 0)).toBe('first join←first+first out')
    const alone = designOf([block([HIDDEN]), sum('join', 'block', 'block'), OUT])
    expect(write(alone, 0)).toBe('data←data x join←data+data out')
    expect(write(designOf([first, residual, OUT]), 0)).toBe('first out')
  })

  it('lets repeats read each other', () => {
    const other = block([{ ...HIDDEN, id: 'next', inputs: ['block'] }], 'other', 1)
    expect(write(designOf([first, residual, other, OUT]), 1)).toBe(
      'first hidden1 join1←hidden1+first next1←join1 out',
    )
  })

  it('leaves out what only a repeat reads that stands no time, and keeps what nothing ever reads', () => {
    const reader = block([sum('join', 'block', 'side')])
    const side = { ...HIDDEN, id: 'side', inputs: ['first'] }
    const back = newLayer('activation', 'back', { inputs: ['first'] })
    const design = designOf([first, side, back, reader, OUT])
    expect(write(design, 1)).toBe('first side←first back←first join1←back+side out')
    expect(write(design, 0)).toBe('first back←first out')
    const idle = { ...HIDDEN, id: 'idle', inputs: ['first'] }
    expect(write(designOf([first, idle, side, back, reader, OUT]), 0)).toBe('first idle←first back←first out')
  })

  it('never takes the name of a copy for a name of the design', () => {
    const design = designOf([first, block([HIDDEN]), sum('join', 'first', 'hidden1'), OUT])
    expect(write(design, 1)).toBe('first hidden1a join←first+hidden1 out')
  })

  it('tells for every layer what it counts for', () => {
    const origins = unrollDesign(designOf([first, residual, OUT]), {}).map((layer) => layer.origins.join('/'))
    expect(origins).toEqual(['first', 'block/hidden', 'block/join', 'block/hidden', 'block/join', 'out'])
  })

  it('renames the settings of a repeat where each copy has its own', () => {
    const search = { 'hidden.units': integer(8, 64), 'block.times': choice(1, 2) }
    const design = designOf([{ ...residual, settings: 'each' }, OUT], search)
    expect(unrollDesign(design, {}).map(({ rename }) => rename('hidden.units'))).toEqual([
      'hidden.units',
      ...['hidden.units[1]', 'hidden.units[1]', 'hidden.units[2]', 'hidden.units[2]'],
      'hidden.units',
    ])
  })
})

/** Any number of layers and repeats; every layer reads what it may name, or the one before it. */
const arbitraryGraph: fc.Arbitrary<Design> = fc
  .array(
    fc.record({
      times: fc.option(fc.integer({ min: 0, max: 3 })),
      inner: fc.array(fc.array(fc.nat(), { maxLength: 2 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => {
    const layers: Design['layers'] = []
    for (const [place, { times, inner }] of parts.entries()) {
      const own = inner.map((_, index) => (times === null ? `l${place}` : `l${place}i${index}`))
      const before = layers.map(({ id }) => id)
      const made = inner.map((picks, index) => {
        const names = [...before, ...(times === null ? [] : [`r${place}`, ...own.slice(0, index)])]
        const inputs = names.length === 0 ? [] : picks.map((pick) => names[pick % names.length] ?? '')
        return { ...HIDDEN, id: own[index] ?? '', ...(inputs.length > 0 ? { inputs } : {}) }
      })
      if (times === null) layers.push(...made.slice(0, 1))
      else layers.push({ ...block(made, `r${place}`), times })
    }
    return designOf([...layers, OUT])
  })

describe('any design whose names stand before', () => {
  it('is unrolled into layers of different names that read what stands before them', () => {
    fc.assert(
      fc.property(arbitraryGraph, (design) => {
        expect(findBadReferences(design)).toEqual([])
        const seen = new Set<string>()
        for (const { spec } of unrollDesign(design, {})) {
          const reads = spec.kind === 'input' ? [] : (spec.inputs ?? [])
          expect(reads.filter((name) => !seen.has(name))).toEqual([])
          expect(seen.has(spec.id)).toBe(false)
          seen.add(spec.id)
        }
        expect(seen.has(OUT.id)).toBe(true)
      }),
      { numRuns: 300, seed: 31 },
    )
  })
})

describe('findBadReferences', () => {
  const found = (layers: Design['layers']) =>
    findBadReferences(designOf(layers)).map(
      ({ code, path, details }) => `${code} ${path} ${details['input']}`,
    )

  it('finds nothing in a design whose names stand before', () => {
    expect(found([first, residual, sum('last', 'block', 'first'), OUT])).toEqual([])
  })

  it('tells names that no layer has, or that only a repeat knows', () => {
    expect(found([first, sum('join', 'first', 'gone', 'gone'), OUT])).toEqual([
      'model/unknown-input join gone',
    ])
    expect(found([first, residual, sum('last', 'hidden', 'first'), OUT])).toEqual([
      'model/unknown-input last hidden',
    ])
  })

  it('tells what stands behind, the layer itself among it', () => {
    expect(found([sum('join', 'join', 'first'), first, OUT])).toEqual([
      'model/cycle join join',
      'model/cycle join first',
    ])
    expect(
      found([first, block([sum('join', 'hidden', 'late'), HIDDEN]), { ...HIDDEN, id: 'late' }, OUT]),
    ).toEqual(['model/cycle join hidden', 'model/cycle join late'])
  })
})

describe('unrollNetworks', () => {
  it('gives no name twice, whatever the copies of one network are called in the other', () => {
    const second = { ...HIDDEN, id: 'hidden2' }
    const design: Design = {
      ...designOf([block([HIDDEN]), OUT]),
      discriminator: [second, block([{ ...HIDDEN, id: 'hidden3' }], 'judging'), { ...OUT, id: 'verdict' }],
    }
    const training = { ...design.training, mode: 'adversarial' as const }
    const ids = unrollNetworks({ ...design, training }, {}).map((network) =>
      network.map(({ spec }) => spec.id),
    )
    expect(ids).toHaveLength(2)
    expect(ids[1]).toContain('hidden2')
    expect(new Set(ids.flat()).size).toBe(ids.flat().length)
  })
})
