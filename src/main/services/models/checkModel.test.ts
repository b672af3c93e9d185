import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Design, type TemplateId, TEMPLATES } from '../../../shared/domain/design'
import { ModelCheck } from '../../../shared/domain/modelCheck'
import type { DesignLayer, InnerLayer } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { checkModel, refuseInvalidDesign } from './checkModel'
import { fitTemplate } from './fitTemplate'
import { readTemplate } from './templates'
import { type InputSpec, tableInput } from '../../../shared/domain/modelInput'

const RESOURCES = join(import.meta.dirname, '../../../../resources')
const place = {
  inputs: [tableInput(4)],
  task: 'multiclass' as const,
  output: { kind: 'classes' as const, labels: ['a', 'b', 'c'] },
}
const photo: InputSpec = { name: 'photo', kind: 'image', shape: [16, 16, 3], vocabulary: 0 }
const comment: InputSpec = { name: 'comment', kind: 'tokens', shape: [40], vocabulary: 500 }
const past: InputSpec = { name: 'x', kind: 'sequence', shape: [24, 5], vocabulary: 0 }
/** What templates read that do not read a table. */
const INPUTS: Partial<Record<TemplateId, InputSpec[]>> = {
  pictureCnn: [{ ...photo, name: 'x' }],
  textCnn: [{ ...comment, name: 'x' }],
  seriesLstm: [past],
  seriesGru: [past],
  architecturePicture: [{ ...photo, name: 'x' }],
  architectureText: [{ ...comment, name: 'x' }],
  architectureSeries: [past],
  tableAndText: [tableInput(4), comment],
  tableAndPicture: [tableInput(4), photo],
}
const classifier = readTemplate(RESOURCES, 'tabularClassifier')
const layer = (check: ModelCheck, id: string) => check.layers.find((found) => found.id === id)

describe('the templates', () => {
  it.each(TEMPLATES)('%s is a design without mistakes', (template) => {
    const own = { ...place, inputs: INPUTS[template] ?? place.inputs }
    const design = fitTemplate(readTemplate(RESOURCES, template), own.inputs)
    expect(checkModel(design, own).diagnostics).toEqual([])
  })
})

describe('a loss', () => {
  const withLoss = (loss: Design['training']['loss'], search: Design['search'] = {}): Design => ({
    ...classifier,
    training: { ...classifier.training, loss },
    search: { ...classifier.search, ...search },
  })
  const codes = (design: Design) =>
    checkModel(design, place).diagnostics.map(({ code, path }) => `${code} ${path}`)

  it('has to suit the task, fixed or searched, and is told once', () => {
    expect(codes(withLoss('focal'))).toEqual([])
    expect(codes(withLoss('huber'))).toEqual(['model/loss-mismatch training.loss'])
    const values = ['auto', 'hinge', 'poisson']
    expect(codes(withLoss('auto', { 'training.loss': { kind: 'choice', values } }))).toEqual([
      'model/loss-mismatch training.loss',
    ])
  })
})

describe('checkModel', () => {
  it('says what the smallest and the largest model of the space are', () => {
    const check = checkModel(classifier, place)
    expect(v.is(ModelCheck, check)).toBe(true)
    expect(layer(check, 'output')?.outputShape).toEqual([{ low: 3, high: 3 }])
    expect(layer(check, 'hidden')?.outputShape).toEqual([{ low: 16, high: 256 }])
    // One layer of 16 units at the low end, three of 256 at the high one.
    expect(layer(check, 'hidden')?.weights).toEqual({
      low: 4 * 16 + 16,
      high: 4 * 256 + 256 + 2 * (256 * 256 + 256),
    })
    expect(layer(check, 'stack')?.weights).toEqual(layer(check, 'hidden')?.weights)
  })

  it('counts the space', () => {
    const { space } = checkModel(classifier, place)
    expect(space).toMatchObject({ parameterCount: 5, conditionalCount: 0, combinations: null })
    expect(space.gridPoints).toBe(3 * 4 * 4 * 4 * 4)
  })

  it('marks every mistake at its place, once, and still tells shapes', () => {
    const design: Design = {
      ...classifier,
      search: {
        ...classifier.search,
        'hidden.units': { kind: 'integer', low: 9, high: 3, scale: 'linear', step: 1 },
        'gone.units': { kind: 'choice', values: [1] },
      },
    }
    const check = checkModel(design, place)
    expect(check.diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'space/invalid-domain hidden.units',
      'space/unknown-setting gone.units',
    ])
    expect(layer(check, 'hidden')?.outputShape).toEqual([{ low: 64, high: 64 }])
  })

  it('names layers of the design, not their unrolled copies', () => {
    const [stack] = classifier.layers
    const check = checkModel({ ...classifier, layers: [stack!, stack!] }, place)
    const paths = new Set(check.diagnostics.map(({ path }) => path))
    expect([...paths].every((path) => ['stack', 'hidden', 'drop'].includes(path))).toBe(true)
    expect(check.diagnostics.map(({ code }) => code)).toContain('model/no-output')
    expect(check.diagnostics.map(({ code }) => code)).toContain('model/duplicate-id')
  })

  it('hands the input on where a repeat stands no time', () => {
    const search: Design['search'] = {
      'stack.times': { kind: 'integer', low: 0, high: 1, scale: 'linear', step: 1 },
    }
    const check = checkModel({ ...classifier, search }, place)
    expect(layer(check, 'stack')).toMatchObject({
      outputShape: [{ low: 4, high: 64 }],
      weights: { low: 0, high: 4 * 64 + 64 },
    })
  })
})

describe('a design whose layers name what they read', () => {
  const dense = (id: string, ...inputs: string[]) =>
    newLayer('dense', id, { units: 4, ...(inputs.length > 0 ? { inputs } : {}) })
  const output = newLayer('output', 'output', {})
  const stack = (...layers: InnerLayer[]): DesignLayer => ({
    ...{ kind: 'repeat', id: 'stack', times: 2, settings: 'shared' },
    layers,
  })
  const check = (...layers: DesignLayer[]) => {
    const search: Design['search'] = {
      'stack.times': { kind: 'integer', low: 0, high: 2, scale: 'linear', step: 1 },
    }
    const isSearched = layers.some(({ kind }) => kind === 'repeat')
    return checkModel({ ...classifier, layers, search: isSearched ? search : {} }, place)
  }
  const codes = (...layers: DesignLayer[]) =>
    check(...layers).diagnostics.map(({ code, path, details }) =>
      `${code} ${path} ${details['input'] ?? ''}`.trimEnd(),
    )

  it('tells names that lead nowhere as the design writes them, once', () => {
    expect(codes(dense('one'), dense('two', 'gone'), output)).toEqual(['model/unknown-input two gone'])
    expect(codes(dense('one'), stack(dense('two', 'last')), dense('last'), output)).toEqual([
      'model/cycle two last',
    ])
    expect(codes(dense('one'), dense('two', 'last', 'gone'), dense('last'), output)).toEqual([
      'model/cycle two last',
      'model/unknown-input two gone',
    ])
  })

  it('tells inputs that the data has not', () => {
    const input = newLayer('input', 'pixels', { source: 'picture' })
    expect(codes(input, output)).toEqual(['model/unknown-input pixels picture'])
    expect(codes(newLayer('input', 'numbers'), output)).toEqual([])
  })

  it('tells layers of which nothing reaches the output, copies of a repeat as the layer that they are', () => {
    expect(codes(dense('one'), dense('two'), { ...output, inputs: ['one'] })).toEqual([
      'model/unused-layer two',
    ])
    expect(codes(dense('one'), stack(dense('two', 'one')), output)).toEqual(['model/unused-layer two'])
  })

  it('asks nothing of a layer that only an absent repeat would read', () => {
    const layers = [dense('one'), dense('side'), dense('back', 'one'), stack(dense('two', 'side')), output]
    const fixed: DesignLayer[] = layers.map((layer) =>
      layer.kind === 'repeat' ? { ...layer, times: 0 } : layer,
    )
    const found = checkModel({ ...classifier, layers: fixed, search: {} }, place)
    expect(found.diagnostics).toEqual([])
    expect(layer(found, 'side')).toMatchObject({ outputShape: [], weights: { low: 0, high: 0 } })
  })
})

describe('refuseInvalidDesign', () => {
  it('names the first place', () => {
    expect(() =>
      refuseInvalidDesign({ ...classifier, layers: classifier.layers.slice(0, 1) }, place),
    ).toThrow('model/invalid')
    expect(() => refuseInvalidDesign(classifier, place)).not.toThrow()
  })
})
