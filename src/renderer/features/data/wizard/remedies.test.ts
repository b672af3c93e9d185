import { describe, expect, it } from 'vitest'
import type { ImportRemark } from '@shared/domain/importPreview'
import { remedyOf, withoutRepeats } from './remedies'

const remark = (kind: ImportRemark['kind'], column: string | null = 'cabin'): ImportRemark => ({
  kind,
  column,
  value: 1,
})

describe('remedyOf', () => {
  it('offers only what changes something', () => {
    expect(remedyOf(remark('mostlyMissing'), 'input')).toEqual(['leaveOut', 'change'])
    expect(remedyOf(remark('constant'), 'ignored')).toEqual([])
    expect(remedyOf(remark('identifier'), 'ignored')).toEqual(['use'])
    expect(remedyOf(remark('identifier'), 'input')).toEqual([])
  })
})

describe('withoutRepeats', () => {
  it('does not say of a mostly empty column that it will be filled', () => {
    const remarks = [remark('mostlyMissing'), remark('filled'), remark('filled', 'age')]
    expect(withoutRepeats(remarks)).toEqual([remarks[0], remarks[2]])
  })
})
