import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Design } from '../../../shared/domain/design'
import { newLayer } from '../../../shared/domain/newLayer'
import { newStep } from '../../../shared/domain/recipe'
import type { Domain } from '../../../shared/domain/searchSpace'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { applyAssignment } from './applyAssignment'
import { defaultAssignment } from './assignments'
import { countCombinations } from './counting'
import { deriveSpace } from './deriveSpace'
import { validateDesign } from './validateDesign'

const METHODS: Domain = { kind: 'choice', values: ['variance', 'anovaF'] }
const COUNTS: Domain = { kind: 'integer', low: 2, high: 8, scale: 'linear', step: 2 }
const SHARES: Domain = { kind: 'choice', values: [0.9, 0.95, 0.99] }

function makeDesign(search: Design['search']): Design {
  return v.parse(Design, {
    layers: [newLayer('output', 'out')],
    training: DEFAULT_TRAINING,
    data: [newStep('select', 'select', 'numbers'), newStep('reduce', 'reduce', 'numbers')],
    search,
  })
}

describe('a space with settings of the data', () => {
  const design = makeDesign({
    'data.select.method': METHODS,
    'data.select.count': COUNTS,
    'data.reduce.share': SHARES,
  })

  it('has them under the name of their step, with what they are used with', () => {
    expect(deriveSpace(design).parameters).toEqual([
      { name: 'data.select.method', domain: METHODS, default: 'anovaF', condition: null },
      {
        name: 'data.select.count',
        domain: COUNTS,
        default: 8,
        condition: {
          test: 'oneOf',
          parameter: 'data.select.method',
          values: expect.arrayContaining(['anovaF']),
        },
      },
      { name: 'data.reduce.share', domain: SHARES, default: 0.95, condition: null },
    ])
    expect(countCombinations(deriveSpace(design))).toBe((1 + 4) * 3)
  })

  it('leaves out what no value opens', () => {
    expect(deriveSpace(makeDesign({ 'data.reduce.components': COUNTS })).parameters).toEqual([])
  })

  it('is applied step by step, and changes neither layers nor training', () => {
    const assignment = { 'data.select.method': 'anovaF', 'data.select.count': 4, 'data.reduce.share': 0.9 }
    const { data, ...rest } = applyAssignment(design, assignment)
    expect(data).toEqual({ select: { method: 'anovaF', count: 4 }, reduce: { share: 0.9 } })
    expect(rest).toEqual({ model: { layers: design.layers }, training: design.training })
    expect(applyAssignment(design, {}).data).toEqual({})
    expect(Object.keys(defaultAssignment(deriveSpace(design)))).toHaveLength(3)
  })

  it('refuses values that a step does not allow', () => {
    expect(() => applyAssignment(design, { 'data.select.count': 0.5 })).toThrow('space/invalid')
  })

  it('is told of where it searches a step that is not there, or what a step has not', () => {
    const wrong = makeDesign({
      'data.gone.count': COUNTS,
      'data.select.share': SHARES,
      'data.reduce.share': COUNTS,
    })
    expect(validateDesign(wrong).map(({ code, path }) => [code, path])).toEqual([
      ['space/unknown-setting', 'data.gone.count'],
      ['space/unknown-setting', 'data.select.share'],
      ['space/value-out-of-range', 'data.reduce.share'],
    ])
  })

  it('leaves its name to no layer', () => {
    const { layers, ...rest } = makeDesign({})
    const named: Design = { ...rest, layers: [newLayer('dense', 'data'), ...layers] }
    expect(validateDesign(named)).toMatchObject([{ code: 'model/duplicate-id', path: 'data' }])
  })
})
