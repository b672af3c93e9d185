import { describe, expect, it } from 'vitest'
import { diagnoseModel } from '../../../src/main/compiler'
import { applyAssignment, deriveSpace, sampleAssignment, validateDesign } from '../../../src/main/search'
import { readTemplate } from '../../../src/main/services/models/templates'
import type { Design, TemplateId } from '../../../src/shared/domain/design'
import type { InputSpec } from '../../../src/shared/domain/modelInput'
import { createRandom } from '../../../src/shared/util/random'

const input = (kind: InputSpec['kind'], shape: number[]): InputSpec => ({
  ...{ name: 'x', kind, shape, vocabulary: kind === 'tokens' ? 500 : 0 },
})
const SPACES = [
  ['architectureTable', [input('table', [12])]],
  ['architecturePicture', [input('image', [28, 28, 1])]],
  ['architecturePicture', [input('image', [8, 8, 3])]],
  ['architectureText', [input('tokens', [40])]],
  ['architectureSeries', [input('sequence', [10, 3])]],
] as const satisfies readonly (readonly [TemplateId, readonly InputSpec[]])[]

const output = { kind: 'classes' as const, labels: ['a', 'b', 'c'] }
const read = (template: TemplateId): Design => readTemplate('resources', template)

describe.each(SPACES)('the space of %s on %o', (template, inputs) => {
  const design = read(template)
  const space = deriveSpace(design)
  const random = createRandom(7, 1)
  const draws = Array.from({ length: 150 }, () => sampleAssignment(space, random))

  it('is a design without mistakes', () => {
    expect(validateDesign(design)).toEqual([])
  })

  it('holds only models that compile', () => {
    for (const assignment of draws) {
      const { model, training } = applyAssignment(design, assignment)
      const found = diagnoseModel({ ...model, training, task: 'multiclass', output, inputs })
      expect(found, JSON.stringify(assignment)).toEqual([])
    }
  })

  it('has models of every kind of layer, of several depths, with and without shortcuts', () => {
    const models = draws.map((assignment) => applyAssignment(design, assignment).model.layers)
    const kinds = new Set(models.flat().map(({ kind }) => kind))
    const wanted = design.layers.flatMap((layer) => (layer.kind === 'repeat' ? layer.layers : []))
    for (const { kind } of wanted) expect(kinds).toContain(kind)
    expect(kinds).toContain('add')
    expect(kinds).toContain('concatenate')
    expect(new Set(models.map(({ length }) => length)).size).toBeGreaterThan(3)
  })

  it('has settings only of layers that stand', () => {
    for (const assignment of draws) {
      const { layers } = applyAssignment(design, assignment).model
      const widths = Object.keys(assignment).filter(
        (name) => /\[\d+\]$/.test(name) && /units|filters/.test(name),
      )
      for (const name of widths) {
        const [, id = '', copy = ''] = /^([^.]+)\.\w+\[(\d+)\]$/.exec(name) ?? []
        expect(
          layers.some((layer) => layer.id === `${id}${copy}`),
          `${name} ${JSON.stringify(assignment)}`,
        ).toBe(true)
      }
    }
  })
})
