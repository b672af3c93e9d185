import type { AppError, ErrorDetails } from '@shared/errors/appError'
import type { ErrorCode } from '@shared/errors/codes'

const FAULTS: ReadonlySet<ErrorCode> = new Set([
  ...(['archive/bomb', 'archive/broken', 'archive/too-large', 'archive/too-many-files'] as const),
  ...(['dataset/broken-file', 'dataset/empty', 'dataset/one-picture', 'file/too-large'] as const),
])

/** Whether what was dropped is at fault itself: reading it in another way, or again, would change nothing. */
export function isSourceAtFault({ code, details }: Pick<AppError, 'code' | 'details'>): boolean {
  return FAULTS.has(code) || (code === 'dataset/not-a-table' && isBinary(details))
}

function isBinary(details: ErrorDetails): boolean {
  return details['content'] === 'binary'
}
