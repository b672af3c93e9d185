/** Tests of the desktop skip, and say why, where there is no Electron, no display or no build. */
import { describe } from 'vitest'
import { findMissingBuild } from './build'
import { findElectron } from './electron'

export function describeDesktop(name: string, tests: () => void): void {
  const electron = findElectron()
  const reason = findMissingBuild() ?? ('reason' in electron ? electron.reason : null)
  describe.skipIf(reason !== null)(reason === null ? name : `${name} (skipped: ${reason})`, tests)
}
