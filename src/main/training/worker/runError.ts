/** @file Why a run failed, in the codes of the error table. */
import { AppError, toAppError } from '../../../shared/errors/appError'

/** Texts of V8, the C++ library and ONNX Runtime when memory cannot be had. */
const OUT_OF_MEMORY =
  /array buffer allocation failed|invalid (typed )?array length|bad_alloc|bad allocation|failed to allocate|out of memory/i

export function toRunError(thrown: unknown): AppError {
  const error = toAppError(thrown)
  if (error.code !== 'bug/unexpected') return error
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  if (OUT_OF_MEMORY.test(message)) return new AppError('training/out-of-memory', {}, { cause: thrown })
  return new AppError('training/failed', { message }, { cause: thrown })
}
