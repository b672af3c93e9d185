/** A data folder of its own for a test, gone when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryHome {
  readonly folder: string
  /** Removes it; processes that still write there must have ended. */
  remove(): void
}

export function createTemporaryHome(): TemporaryHome {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-home-'))
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  }
}
