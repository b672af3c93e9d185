/** @file An error as it crosses a process border: code and details, no stack, no cause. */
import * as v from 'valibot'
import { AppError, toAppError } from './appError'
import { isErrorCode } from './codes'

export const WireError = v.strictObject({
  code: v.string(),
  details: v.record(v.string(), v.union([v.string(), v.number()])),
})
export type WireError = v.InferOutput<typeof WireError>

export function toWireError(thrown: unknown): WireError {
  const error = toAppError(thrown)
  return { code: error.code, details: { ...error.details } }
}

/** A code from another version of the other side becomes `bug/unexpected`. */
export function fromWireError(wire: WireError): AppError {
  return isErrorCode(wire.code)
    ? new AppError(wire.code, wire.details)
    : new AppError('bug/unexpected', { message: wire.code })
}
