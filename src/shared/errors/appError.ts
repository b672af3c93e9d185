/** @file The one error class, and the one place where anything caught becomes it. */
import { ERROR_CODES, type ErrorCode, type ErrorKind } from './codes'

/** What fills the gaps of an error's wording. Never a path, a stack or a secret unless the code says so. */
export type ErrorDetails = Readonly<Record<string, string | number>>

export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(details)}`, options)
  }

  get kind(): ErrorKind {
    return ERROR_CODES[this.code].kind
  }
}

/** @throws {bug/invariant} when a condition that the code itself must keep does not hold. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AppError('bug/invariant', { message })
}

/** Turns whatever was thrown into an `AppError`; the original stays as its cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (isFullDisk(thrown)) return new AppError('file/disk-full', {}, { cause: thrown })
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError('bug/unexpected', { message }, { cause: thrown })
}

function isFullDisk(thrown: unknown): boolean {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL'
}
