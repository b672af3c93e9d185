import { describe, expect, it } from 'vitest'
import { IMPORT_REASONS } from '@shared/domain/importReason'
import { FORMATS } from '@shared/domain/dialect'
import { english } from './en'
import { chinese } from './zhCN'

describe.each([
  ['English', english],
  ['Chinese', chinese],
])('reasons of reading in %s', (_language, { reading }) => {
  it('are all worded', () => {
    for (const [what, whys] of Object.entries(IMPORT_REASONS)) {
      const worded = Object.keys(reading.why[what as keyof typeof IMPORT_REASONS])
      expect(worded.sort()).toEqual([...whys].sort())
      expect(reading.what[what as keyof typeof IMPORT_REASONS]).not.toBe('')
    }
    expect(Object.keys(reading.formats).sort()).toEqual([...FORMATS].sort())
  })
})
