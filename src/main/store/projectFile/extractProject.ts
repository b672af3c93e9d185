/** @file Writes a database that holds one project and nothing else. */
import Database from 'better-sqlite3'
import * as v from 'valibot'
import type { ProjectId } from '../../../shared/domain/ids'
import { listProjectTables } from './tables'

/** Backbones belong to all projects; designs name them by the hash of their weights. */
const UNUSED_BACKBONES = `
  DELETE FROM backbones WHERE NOT EXISTS (SELECT 1 FROM studies WHERE instr(studies.plan, backbones.weights) > 0)
    AND NOT EXISTS (SELECT 1 FROM models WHERE instr(models.design, backbones.weights) > 0)
`

const IdRow = v.object({ id: v.string() })

/**
 * Copies the whole database as it stands and leaves in the copy what belongs to the project. What is in the trash of the project goes
 * with it.
 * @param file must not be there
 * @returns every identity in it, by which files are named
 */
export function extractProject(database: Database.Database, projectId: ProjectId, file: string): Set<string> {
  database.prepare('VACUUM INTO ?').run(file)
  const copy = new Database(file)
  try {
    copy.pragma('foreign_keys = ON')
    copy.prepare('DELETE FROM projects WHERE id <> ?').run(projectId)
    const tables = listProjectTables(copy)
    const names = new Set(tables.map(({ name }) => name))
    const others = v.parse(
      v.array(v.object({ name: v.string() })),
      copy.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all(),
    )
    // Preferences and what was measured are of this machine.
    for (const { name } of others.filter(({ name }) => !names.has(name) && name !== 'backbones')) {
      copy.exec(`DELETE FROM "${name}"`)
    }
    copy.exec(UNUSED_BACKBONES)
    const ids = tables.flatMap(({ name, textKeys }) =>
      textKeys.flatMap((key) =>
        v.parse(v.array(IdRow), copy.prepare(`SELECT ${key} AS id FROM ${name}`).all()).map(({ id }) => id),
      ),
    )
    copy.exec('VACUUM')
    return new Set(ids)
  } finally {
    copy.close()
  }
}
