import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { LayerId } from '../../../shared/domain/layers'
import { lazyTokens, toFigures, type FrameColumn } from './frame/columns'
import { Frame } from './frame/frame'
import { listInputs } from './listInputs'

const tokens = lazyTokens(() => new Int32Array(6), 3)
const figures = toFigures(Float64Array.of(1, 2))
const picture: FrameColumn = {
  kind: 'pictures',
  codes: Int32Array.of(0, 0),
  texts: ['a.png'],
  geometry: { height: 8, width: 9, channels: 3, fit: 'crop', background: 255 },
}

function list(
  columns: Record<string, FrameColumn>,
  window: { lookback: number; horizon: number } | null = null,
) {
  const frame = new Frame(2, Object.entries(columns))
  return listInputs({ frame, order: frame.names, primitives: [], window }).map(({ spec }) => spec)
}

describe('listInputs', () => {
  it('puts figures first, then tokens, then pictures', () => {
    expect(list({ photo: picture, note: tokens, a: figures, b: figures })).toMatchObject([
      { name: 'x', kind: 'table', shape: [2] },
      { name: 'note', kind: 'tokens' },
      { name: 'photo', kind: 'image', shape: [8, 9, 3] },
    ])
    expect(list({ photo: picture })).toMatchObject([{ name: 'x', kind: 'image' }])
  })

  it('gives the figures of a series step by step', () => {
    expect(list({ a: figures }, { lookback: 5, horizon: 1 })).toMatchObject([
      { name: 'x', kind: 'sequence', shape: [5, 1] },
    ])
  })

  it('calls inputs by their columns, in letters and digits, each by a name of its own', () => {
    const names = ['first', 'My Note', '2nd note', '评论', 'x', 'my-note', 'Äußerung', 'n'.repeat(60)]
    const inputs = list(Object.fromEntries(names.map((name) => [name, tokens])))
    expect(inputs.slice(0, 5).map(({ name }) => name)).toEqual(['x', 'myNote', 'ndNote', 'input', 'x2'])
    for (const { name } of inputs) expect(v.is(LayerId, name)).toBe(true)
    expect(new Set(inputs.map(({ name }) => name)).size).toBe(names.length)
  })

  it('needs something to read', () => {
    expect(() => list({})).toThrow('dataset/no-inputs')
  })
})
