import { describe, expect, it } from 'vitest'
import type { Design } from '@shared/domain/design'
import { newStep, type RecipeStep } from '@shared/domain/recipe'
import { searchableSteps } from './dataSteps'
import { editDesign } from './editDesign'
import { EMPTY_DESIGN } from './emptyDesign'
import { searchedPaths } from './searchedPaths'

const SELECT: RecipeStep = { ...newStep('select', 'select', 'numbers'), count: 6 } as RecipeStep
const REDUCE = newStep('reduce', 'reduce', 'numbers')
const DROP = newStep('drop', 'drop', ['a'])

const search = (design: Design, path: string, step: RecipeStep) =>
  editDesign(design, { kind: 'searchSetting', path, domain: null, step })

describe('searching settings of the data', () => {
  const searched = search(EMPTY_DESIGN, 'data.select.count', SELECT)

  it('takes the step into the design, and starts around the value of the data', () => {
    expect(searched.data).toEqual([SELECT])
    expect(searched.search['data.select.count']).toMatchObject({ kind: 'integer', low: 4, high: 64 })
    expect(searchedPaths(searched)).toEqual(['data.select.count'])
  })

  it('lets go of a step once nothing of it varies', () => {
    const both = search(searched, 'data.select.method', SELECT)
    const one = editDesign(both, { kind: 'fixSetting', path: 'data.select.count' })
    expect(one.data).toEqual([SELECT])
    const none = editDesign(one, { kind: 'fixSetting', path: 'data.select.method' })
    expect(none).not.toHaveProperty('data')
    expect(none.search).toEqual({})
  })

  it('may begin with another value than the data has', () => {
    const first = editDesign(searched, { kind: 'setSetting', path: 'data.select.count', value: 20 })
    expect(first.data).toEqual([{ ...SELECT, count: 20 }])
  })

  it('keeps it while layers come and go', () => {
    const added = editDesign(searched, { kind: 'addLayer', layer: 'dense', after: null } as never)
    expect(searchedPaths(added)).toEqual(['data.select.count'])
  })
})

describe('searchableSteps', () => {
  it('are those of the data that are on and may vary, and those of the design that are gone', () => {
    const own = { ...SELECT, count: 20 } as RecipeStep
    const gone = newStep('bin', 'gone', 'numbers')
    const design: Design = { ...EMPTY_DESIGN, data: [own, gone] }
    const steps = searchableSteps(design, [
      DROP,
      SELECT,
      REDUCE,
      { ...newStep('scale', 'scale', []), isOff: true },
    ])
    expect(steps).toEqual([own, REDUCE, gone])
  })
})
