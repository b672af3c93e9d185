import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arbitraryDesign,
  choice,
  float,
  HIDDEN,
  integer,
  stackDesign,
} from '../../../../test/support/designs'
import type { Domain } from '../../../shared/domain/searchSpace'
import { validateDesign } from './validateDesign'

const check = (path: string, domain: Domain) =>
  validateDesign(stackDesign({ [path]: domain })).map(({ code, details }) => [code, details])

describe('validateDesign', () => {
  it('finds nothing wrong with valid designs', () => {
    fc.assert(
      fc.property(arbitraryDesign(), (design) => {
        expect(validateDesign(design)).toEqual([])
      }),
      { seed: 6 },
    )
  })

  it.each<[string, Domain, string, object]>([
    ['gone.units', integer(1, 2), 'space/unknown-setting', { setting: 'gone.units' }],
    ['hidden.units', integer(5, 2), 'space/invalid-domain', { cause: 'lowAboveHigh', low: 5, high: 2 }],
    ['hidden.units', integer(0, 2, 'log'), 'space/invalid-domain', { cause: 'logNeedsPositive', low: 0 }],
    ['hidden.units', float(1, 2), 'space/invalid-domain', { cause: 'wrongKind', kind: 'float' }],
    ['hidden.activation', integer(1, 2), 'space/invalid-domain', { cause: 'wrongKind', kind: 'integer' }],
    [
      'hidden.l2',
      { kind: 'float', low: 0.1, high: 1, scale: 'log', step: 0.1 },
      'space/invalid-domain',
      { cause: 'stepOnLog', step: 0.1 },
    ],
    ['hidden.units', choice(8, 8), 'space/invalid-domain', { cause: 'repeatedValue', value: 8 }],
    ['hidden.units', integer(1, 20000), 'space/value-out-of-range', { value: 20000, low: 1, high: 16384 }],
    ['hidden.units', choice(8, 1.5), 'space/value-out-of-range', { value: 1.5, low: 1, high: 16384 }],
    ['drop.rate', float(0, 1), 'space/value-out-of-range', { value: 1, low: 0, high: 0.95 }],
    ['training.optimizer', choice('adam', true), 'space/value-out-of-range', { value: 'true' }],
  ])('at %s says of %j: %s', (path, domain, code, details) => {
    expect(check(path, domain)).toEqual([[code, details]])
  })

  it('names the path, and every mistake', () => {
    const diagnostics = validateDesign(
      stackDesign({ 'hidden.units': integer(5, 2), 'drop.rate': float(0, 1) }),
    )
    expect(diagnostics.map(({ path }) => path)).toEqual(['hidden.units', 'drop.rate'])
  })

  it('keeps the name of the training settings from layers', () => {
    const design = { ...stackDesign({}), layers: [{ ...HIDDEN, id: 'training' }] }
    expect(validateDesign(design).map(({ code }) => code)).toEqual(['model/duplicate-id'])
  })
})
