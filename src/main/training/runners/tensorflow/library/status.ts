import { AppError } from '../../../../../shared/errors/appError'
import type { Address, Symbols } from './symbols'

/** `absl::StatusCode` of what could not be allocated. */
const RESOURCE_EXHAUSTED = 8
const SHOWN_CHARACTERS = 600

/** @throws {training/out-of-memory} {training/failed} where the last call did not go well */
export function checkStatus(symbols: Symbols, status: Address): void {
  const code = symbols.number('TF_GetCode', status)
  if (code === 0) return
  const message = symbols.text('TF_Message', status).slice(0, SHOWN_CHARACTERS)
  const isMemory = code === RESOURCE_EXHAUSTED || /out of memory|bad_alloc/i.test(message)
  const cause = new RangeError(message)
  throw isMemory
    ? new AppError('training/out-of-memory', {}, { cause })
    : new AppError('training/failed', { message }, { cause })
}
