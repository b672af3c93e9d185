/** Where the built app lies; `npm test` builds it before anything runs. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '..', '..')
export const SERVER_PROGRAM = join(ROOT, 'out', 'main', 'server.cjs')
export const CLI_PROGRAM = join(ROOT, 'out', 'main', 'cli.cjs')

/** Why tests of the built app cannot run, or null. */
export function findMissingBuild(): string | null {
  const needed = [SERVER_PROGRAM, CLI_PROGRAM, join(ROOT, 'out', 'renderer', 'index.html')]
  return needed.every((file) => existsSync(file)) ? null : 'Fettle is not built: run "npm run build"'
}
