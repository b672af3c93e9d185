/** @file Which tokens an embedding has rows for. */
import { describe, expect, it } from 'vitest'
import type { InputSpec } from '../../../shared/domain/modelInput'
import { newLayer } from '../../../shared/domain/newLayer'
import { buildPredictionGraph } from '../compile/forwardGraphs'
import { planModel } from '../compile/modelPlan'

const tokens: InputSpec = { name: 'x', kind: 'tokens', shape: [4], vocabulary: 6 }
const table: InputSpec = { name: 'x', kind: 'table', shape: [4], vocabulary: 0 }

function plan(input: InputSpec, settings: object = {}) {
  const layers = [
    newLayer('embedding', 'words', { units: 2, ...settings }),
    newLayer('globalAveragePool', 'mean'),
    newLayer('output', 'output'),
  ]
  return planModel({ layers, inputs: [input], output: { kind: 'number' } })
}

describe('an embedding', () => {
  it('has a row for every token of the data, or as many as it is told', () => {
    expect(plan(tokens).parameters[0]?.shape).toEqual([6, 2])
    expect(plan(tokens, { vocabulary: 9 }).parameters[0]?.shape).toEqual([9, 2])
  })

  it('cannot tell apart more tokens than it has rows', () => {
    expect(plan(tokens, { vocabulary: 5 }).layers[0]?.misfit).toEqual({
      reason: 'noVocabulary',
      expected: '≥ 6',
      found: '5',
    })
    expect(plan(table).layers[0]?.misfit?.reason).toBe('noVocabulary')
    expect(plan(table, { vocabulary: 3 }).layers[0]?.misfit).toBeNull()
  })

  it('takes numbers for tokens where the data has none', () => {
    const kinds = (input: InputSpec) =>
      buildPredictionGraph(plan(input, { vocabulary: 6 })).nodes.map(({ kind }) => kind)
    expect(kinds(table).slice(0, 2)).toEqual(['toIndices', 'gatherRows'])
    expect(kinds(tokens)[0]).toBe('gatherRows')
  })
})
