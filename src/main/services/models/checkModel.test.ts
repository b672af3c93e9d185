import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Design, TEMPLATES } from '../../../shared/domain/design'
import { ModelCheck } from '../../../shared/domain/modelCheck'
import { checkModel, refuseInvalidDesign } from './checkModel'
import { readTemplate, templateOf } from './templates'
import { tableInput } from '../../../shared/domain/modelInput'

const RESOURCES = join(import.meta.dirname, '../../../../resources')
const place = {
  inputs: [tableInput(4)],
  task: 'multiclass' as const,
  output: { kind: 'classes' as const, labels: ['a', 'b', 'c'] },
}
const classifier = readTemplate(RESOURCES, 'tabularClassifier')
const layer = (check: ModelCheck, id: string) => check.layers.find((found) => found.id === id)

describe('the templates', () => {
  it.each(TEMPLATES)('%s is a design without mistakes', (template) => {
    expect(checkModel(readTemplate(RESOURCES, template), place).diagnostics).toEqual([])
  })

  it('suit their task', () => {
    expect(templateOf('regression')).toBe('tabularRegressor')
    expect(templateOf('binary')).toBe('tabularClassifier')
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

describe('refuseInvalidDesign', () => {
  it('names the first place', () => {
    expect(() =>
      refuseInvalidDesign({ ...classifier, layers: classifier.layers.slice(0, 1) }, place),
    ).toThrow('model/invalid')
    expect(() => refuseInvalidDesign(classifier, place)).not.toThrow()
  })
})
