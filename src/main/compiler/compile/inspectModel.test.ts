/** @file What a user is told of a model while building it. */
import { describe, expect, it } from 'vitest'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../../shared/domain/modelSpec'
import { inspectModel, type InspectRequest } from './inspectModel'
import { tableInput } from '../../../shared/domain/modelInput'

const dense: LayerSpec = {
  kind: 'dense',
  id: 'hidden',
  units: 8,
  activation: 'relu',
  useBias: true,
  initializer: 'heNormal',
  ...PLAIN_WEIGHTS,
}
const output: LayerSpec = {
  kind: 'output',
  id: 'output',
  useBias: true,
  initializer: 'glorotUniform',
  ...PLAIN_WEIGHTS,
}
const base: InspectRequest = {
  layers: [dense, { kind: 'dropout', id: 'drop', rate: 0.5 }, output],
  inputs: [tableInput(4)],
  output: { kind: 'classes', labels: ['a', 'b', 'c'] },
  batchSize: 32,
  optimizer: 'adam',
}

describe('inspectModel', () => {
  it('counts weights and follows shapes', () => {
    expect(inspectModel(base)).toEqual({
      diagnostics: [],
      layers: [
        { id: 'hidden', outputShape: [8], weights: 40 },
        { id: 'drop', outputShape: [8], weights: 0 },
        { id: 'output', outputShape: [3], weights: 27 },
      ],
      weights: 67,
      memoryBytes: expect.any(Number),
    })
  })

  it('estimates more memory for larger batches, more weights, more state and more data', () => {
    const memory = (change: Partial<InspectRequest>) => inspectModel({ ...base, ...change }).memoryBytes
    const wide = { layers: [{ ...dense, units: 4096 }, output] }
    expect(memory(wide)).toBeGreaterThan(memory({}))
    expect(memory({ ...wide, batchSize: 1024 })).toBeGreaterThan(memory(wide))
    expect(memory({ optimizer: 'sgd', ...wide })).toBeLessThan(memory(wide))
    const rows = { train: 900_000, validation: 100_000 }
    expect(memory({ rows }) - memory({})).toBeGreaterThan(1_000_000 * 4 * 4)
  })

  it('guesses the memory of a model that does not compile', () => {
    expect(inspectModel({ ...base, layers: [dense] }).memoryBytes).toBeGreaterThan(0)
    expect(inspectModel({ ...base, layers: [] }).memoryBytes).toBeGreaterThan(0)
  })

  it.each([
    [{ kind: 'classes', labels: ['no', 'yes'] }, 1],
    [{ kind: 'classes', labels: ['a', 'b', 'c', 'd'] }, 4],
    [{ kind: 'number' }, 1],
  ] as const)('sizes the output layer for %o', (kind, units) => {
    const { layers } = inspectModel({ ...base, output: kind as InspectRequest['output'] })
    expect(layers.at(-1)?.outputShape).toEqual([units])
  })

  it('tells everything that is wrong at once', () => {
    const { diagnostics } = inspectModel({ ...base, layers: [output, dense, dense], inputs: [tableInput(0)] })
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'model/output-not-last output',
      'model/duplicate-id hidden',
      'model/nothing-to-learn output',
    ])
  })

  it('asks for an output layer, also where there is no layer at all', () => {
    expect(inspectModel({ ...base, layers: [dense] }).diagnostics).toEqual([
      { code: 'model/no-output', path: 'hidden', details: {} },
    ])
    expect(inspectModel({ ...base, layers: [] }).diagnostics[0]).toMatchObject({
      code: 'model/no-output',
      path: '',
    })
  })

  it('refuses more weights than a machine can hold', () => {
    const wide = { ...dense, units: 16384 }
    const many = [wide, { ...wide, id: 'second' }, { ...wide, id: 'third' }, output]
    expect(inspectModel({ ...base, layers: many }).diagnostics[0]?.code).toBe('model/too-large')
  })
})
