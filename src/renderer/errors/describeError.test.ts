import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors/appError'
import { ERROR_CODES, type ErrorCode } from '@shared/errors/codes'
import { describeError } from './describeError'

const codes = Object.keys(ERROR_CODES) as ErrorCode[]

describe('describeError', () => {
  it.each(codes)('has a title and a sentence for %s in both languages', (code) => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const words = describeError(new AppError(code, { message: 'x' }), locale)
      expect(words.title.length).toBeGreaterThan(1)
      expect(words.text.length).toBeGreaterThan(0)
      expect(words.title + words.text + words.action).not.toMatch(/[{}!！]/)
    }
  })

  it('says what to do for everything the user can act on', () => {
    const silent = codes.filter(
      (code) =>
        ERROR_CODES[code].kind === 'expected' && describeError(new AppError(code), 'en').action === '',
    )
    expect(silent).toEqual(['study/test-already-open'])
  })

  it('calls a trial by its number as the board does', () => {
    const error = new AppError('trial/no-weights', { number: 5001 })
    expect(describeError(error, 'en').title).toBe('Trial 5001 has no trained model')
  })

  it('fills in details, sizes in their unit', () => {
    const error = new AppError('file/too-large', { sizeBytes: 5_400_000_000, limitBytes: 4_000_000_000 })
    expect(describeError(error, 'en').text).toBe('It has 5.4 GB; at most 4 GB can be read.')
  })
})
