import { describe, expect, it } from 'vitest'
import type { RecipeStep } from '../../../../shared/domain/recipe'
import { newStep } from '../../../../shared/domain/recipe'
import type { FrameColumn } from '../frame/columns'
import { Frame } from '../frame/frame'
import { applyPrimitives } from '../primitives'
import { fitStep, resolveColumns } from './registry'

const texts = (rows: readonly (string | null)[], use: 'text' | 'category' = 'text'): FrameColumn => {
  const known = [...new Set(rows.filter((row) => row !== null))]
  return {
    kind: 'texts',
    use,
    texts: known,
    codes: Int32Array.from(rows, (row) => (row === null ? -1 : known.indexOf(row))),
  }
}
const frameOf = (rows: readonly (string | null)[]) =>
  new Frame(rows.length, [
    ['opinion', texts(rows)],
    ['place', texts(rows, 'category')],
  ])

function fit(step: RecipeStep, frame: Frame) {
  return fitStep(step, {
    frame,
    columns: resolveColumns(step, frame),
    target: { kind: 'number', values: new Float64Array(frame.rowCount) },
    seed: 1,
    spelling: { decimal: '.' },
    nameColumn: (wanted) => wanted,
  })
}

const TRAINING = ['good good film', null, 'bad film', 'good end']
const tokens: RecipeStep = {
  ...newStep('tokens', 'words', 'texts'),
  ...{ minimumCount: 1, length: 3, language: 'en' },
}
const tfidf: RecipeStep = {
  ...newStep('tfidf', 'terms', ['opinion']),
  ...{ minimumCount: 1, weighting: 'counts', norm: 'none', language: 'en' },
}

describe('the tokens step', () => {
  it('makes sequences of the columns of text alone, of words that training rows have', () => {
    const { primitives } = fit(tokens, frameOf(TRAINING))
    const frame = frameOf(['good film unseen', null])
    applyPrimitives(primitives, frame)
    expect(frame.get('opinion')).toMatchObject({
      kind: 'tokens',
      length: 3,
      cells: Int32Array.from([2, 3, 1, 0, 0, 0]),
    })
    expect(frame.get('place').kind).toBe('texts')
  })

  it('tells how much it knows', () => {
    const { facts } = fit({ ...tokens, minimumCount: 2 } as RecipeStep, frameOf(TRAINING))
    expect(facts()).toEqual([{ kind: 'vocabulary', size: 4, unknownShare: 2 / 7 }])
  })
})

describe('the TF-IDF step', () => {
  it('puts a column a term in the place of the text', () => {
    const { primitives, facts } = fit(tfidf, frameOf(TRAINING))
    const frame = frameOf(['film of the end', 'good good', null])
    applyPrimitives(primitives, frame)
    const made = frame.names.filter((name) => name.startsWith('opinion'))
    expect(made).toEqual(['opinion:bad', 'opinion:end', 'opinion:film', 'opinion:good'])
    expect(made.map((name) => [...frame.figures(name).values])).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
      [0, 2, 0],
    ])
    expect(facts()).toEqual([{ kind: 'vocabulary', size: 4, unknownShare: 0 }])
  })
})
