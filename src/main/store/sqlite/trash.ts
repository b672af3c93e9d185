/** @file The trash: removing is a time stamp, so that it can be undone. */
import type { Database } from 'better-sqlite3'
import { expectChanged } from './rows'

const TABLES = {
  project: 'projects',
  dataset: 'datasets',
  model: 'models',
  study: 'studies',
  artifact: 'artifacts',
  backbone: 'backbones',
  deployment: 'deployments',
} as const

export interface Trash<Id extends string> {
  remove(id: Id): void
  restore(id: Id): void
}

/** Removing twice is an error, restoring twice is none: a second click must not undo the first. */
export function createTrash<Id extends string>(
  database: Database,
  what: keyof typeof TABLES,
  now: () => number,
): Trash<Id> {
  const table = TABLES[what]
  const remove = database.prepare(`UPDATE ${table} SET removed_at = ? WHERE id = ? AND removed_at IS NULL`)
  const restore = database.prepare(`UPDATE ${table} SET removed_at = NULL WHERE id = ?`)
  return {
    remove: (id) => {
      expectChanged(remove.run(now(), id).changes, { what, id })
    },
    restore: (id) => {
      expectChanged(restore.run(id).changes, { what, id })
    },
  }
}
