import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryDesign, choice, HIDDEN, integer, OUT, stackDesign } from '../../../../test/support/designs'
import { createRandom } from '../../../shared/util/random'
import { applyAssignment } from './applyAssignment'
import { sampleAssignment } from './assignments'
import { deriveSpace } from './deriveSpace'

describe('applyAssignment', () => {
  it('unrolls a repeat with the same settings in every copy', () => {
    const design = stackDesign({ 'hidden.units': integer(8, 64), 'stack.times': integer(0, 3) })
    const { model } = applyAssignment(design, { 'stack.times': 2, 'hidden.units': 8 })
    expect(model.layers.map(({ id }) => id)).toEqual(['hidden1', 'drop1', 'hidden2', 'drop2', 'out'])
    expect(model.layers.filter((layer) => layer.kind === 'dense').map(({ units }) => units)).toEqual([8, 8])
    expect(applyAssignment(design, { 'stack.times': 0 }).model.layers).toEqual([OUT])
  })

  it('unrolls a repeat with settings of each copy', () => {
    const design = stackDesign({ 'hidden.units': integer(8, 64) }, { settings: 'each' })
    const { model } = applyAssignment(design, { 'hidden.units[1]': 8, 'hidden.units[2]': 16 })
    expect(model.layers.filter((layer) => layer.kind === 'dense').map(({ units }) => units)).toEqual([8, 16])
  })

  it('keeps what is fixed', () => {
    const design = stackDesign({ 'training.batchSize': choice(16, 64) })
    const { model, training } = applyAssignment(design, { 'training.batchSize': 64 })
    expect(training).toEqual({ ...design.training, batchSize: 64 })
    expect(model.layers[0]).toEqual({ ...HIDDEN, id: 'hidden1' })
  })

  it('names copies differently from every other layer', () => {
    const long = `h${'i'.repeat(30)}`
    const design = stackDesign({})
    const layers = [{ ...HIDDEN, id: 'hidden1' }, ...design.layers, { ...HIDDEN, id: long }]
    const ids = applyAssignment({ ...design, layers }, {}).model.layers.map(({ id }) => id)
    expect(ids).toEqual(['hidden1', 'hidden1a', 'drop1', 'hidden2', 'drop2', 'out', long])
  })

  it('refuses a value that its setting does not allow', () => {
    const design = stackDesign({ 'hidden.units': integer(8, 64), 'training.epochs': integer(1, 2) })
    expect(() => applyAssignment(design, { 'hidden.units': -1 })).toThrow('space/invalid')
    expect(() => applyAssignment(design, { 'training.epochs': 'many' })).toThrow('space/invalid')
  })

  it('makes a trainable specification of every assignment of every design, its ids all different', () => {
    fc.assert(
      fc.property(arbitraryDesign(), fc.nat(), (design, seed) => {
        const assignment = sampleAssignment(deriveSpace(design), createRandom(seed))
        const { model } = applyAssignment(design, assignment)
        const ids = model.layers.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { seed: 3 },
    )
  })
})
