import { AppError } from '../../../../../shared/errors/appError'
import type { Address, Symbols } from './symbols'

/** `absl::StatusCode` of what could not be allocated. */
const RESOURCE_EXHAUSTED = 8
const SHOWN_CHARACTERS = 600

/**
 * What says that a card has no memory left by another status: copies to where nothing could be allocated (`gpu_util.cc`), the first
 * scratch of a device (`gpu_device.cc`), CUDA itself, and handles of its libraries.
 */
const NO_MEMORY =
  /out of memory|bad_alloc|_ALLOC_FAILED|OOM when allocating|Dst tensor is not initialized|Failed to allocate (?:scratch buffer|\S+ bytes|memory)|Failed to get memory allocator/i

/** @param code of the status, see `absl::StatusCode` */
export function isOutOfMemory(code: number, message: string): boolean {
  return code === RESOURCE_EXHAUSTED || NO_MEMORY.test(message)
}

/** @throws {training/out-of-memory} {training/failed} where the last call did not go well */
export function checkStatus(symbols: Symbols, status: Address): void {
  const code = symbols.number('TF_GetCode', status)
  if (code === 0) return
  const whole = symbols.text('TF_Message', status)
  const message = whole.slice(0, SHOWN_CHARACTERS)
  const cause = new RangeError(message)
  throw isOutOfMemory(code, whole)
    ? new AppError('training/out-of-memory', {}, { cause })
    : new AppError('training/failed', { message }, { cause })
}
