/** Where things lie in a checkout. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
export const inRoot = (...segments) => join(ROOT, ...segments)
export const PROGRAMS = inRoot('out', 'main')
