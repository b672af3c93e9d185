import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Real files for tests and measurements; they are no part of the project. */
export const REAL_DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data')

/** @returns why a test of these files cannot run, or an empty text. */
export function missingData(...names: readonly string[]): string {
  const missing = names.filter((name) => !existsSync(join(REAL_DATA, name)))
  return missing.length === 0 ? '' : ` (left out: ../shared/data has no ${missing.join(', ')})`
}
