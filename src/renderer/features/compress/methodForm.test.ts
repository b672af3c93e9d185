import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { COMPRESSIONS, CompressionMethod } from '@shared/domain/artifact'
import { methodOf, newForm } from './methodForm'

describe('methodOf', () => {
  it.each(COMPRESSIONS)('begins with a %s that can be asked for', (kind) => {
    const method = methodOf(newForm(kind))
    expect(v.parse(CompressionMethod, method)).toEqual(method)
  })

  it('takes percentages as shares, and an empty field as usual', () => {
    const form = { ...newForm('prune'), sparsity: 90, epochs: null }
    expect(methodOf(form)).toMatchObject({ sparsity: 0.9, epochs: 6, rounding: null })
    expect(methodOf({ ...newForm('distil'), width: 25 })).toMatchObject({
      student: { kind: 'scaled', share: 0.25 },
    })
  })
})
