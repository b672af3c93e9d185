import { describe, expect, it } from 'vitest'
import { AppError, invariant, toAppError } from './appError'
import { fromWireError, toWireError } from './wireError'

describe('toAppError', () => {
  it('keeps an AppError as it is', () => {
    const error = new AppError('dataset/empty', { name: 'a.csv' })
    expect(toAppError(error)).toBe(error)
  })

  it('takes anything else for a bug, and keeps it as the cause', () => {
    const cause = new RangeError('boom')
    const error = toAppError(cause)
    expect(error).toMatchObject({ code: 'bug/unexpected', kind: 'bug', details: { message: 'boom' }, cause })
  })

  it.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])('knows a full disk by %s', (code) => {
    expect(toAppError(Object.assign(new Error('full'), { code })).code).toBe('file/disk-full')
  })
})

describe('wire errors', () => {
  it('carry code and details there and back, and nothing else', () => {
    const wire = toWireError(new AppError('training/diverged', { step: 3 }))
    expect(wire).toEqual({ code: 'training/diverged', details: { step: 3 } })
    expect(fromWireError(wire)).toMatchObject(wire)
  })

  it('turn a code of another version into bug/unexpected', () => {
    expect(fromWireError({ code: 'future/thing', details: {} }).code).toBe('bug/unexpected')
  })
})

describe('invariant', () => {
  it('throws bug/invariant when the condition fails', () => {
    expect(() => {
      invariant(false, 'never')
    }).toThrow(/bug\/invariant/)
  })
})
