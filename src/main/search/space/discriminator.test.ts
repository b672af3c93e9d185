/** @file A design of two networks: both are searched, unrolled and checked. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Design } from '../../../shared/domain/design'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { applyAssignment } from './applyAssignment'
import { deriveSpace } from './deriveSpace'
import { validateDesign } from './validateDesign'

const units = { kind: 'choice', values: [8, 16] } as const
const design = (mode: 'adversarial' | 'supervised') =>
  v.parse(Design, {
    layers: [newLayer('dense', 'maker'), newLayer('output', 'made')],
    discriminator: [newLayer('dense', 'judge'), newLayer('output', 'verdict')],
    training: { ...DEFAULT_TRAINING, mode },
    search: { 'maker.units': units, 'judge.units': units },
  })

describe('a design of two networks', () => {
  it('is searched in both', () => {
    const names = deriveSpace(design('adversarial')).parameters.map(({ name }) => name)
    expect(names).toEqual(['maker.units', 'judge.units'])
    const { model } = applyAssignment(design('adversarial'), { 'maker.units': 8, 'judge.units': 16 })
    expect(model.layers[0]).toMatchObject({ id: 'maker', units: 8 })
    expect(model.discriminator?.[0]).toMatchObject({ id: 'judge', units: 16 })
  })

  it('is one of one network in any other mode', () => {
    const { model } = applyAssignment(design('supervised'), {})
    expect(model.discriminator).toBeUndefined()
    expect(validateDesign(design('supervised')).map(({ path }) => path)).toEqual(['judge.units'])
  })

  it('has one mode', () => {
    const search = { 'training.mode': { kind: 'choice', values: ['supervised', 'adversarial'] } } as const
    const both = v.parse(Design, { ...design('adversarial'), search })
    expect(validateDesign(both)).toMatchObject([{ code: 'space/unknown-setting', path: 'training.mode' }])
  })
})
