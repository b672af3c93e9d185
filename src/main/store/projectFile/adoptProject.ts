/** @file Takes the project of another database into this one. */
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { ProjectId } from '../../../shared/domain/ids'
import { AppError } from '../../../shared/errors/appError'
import type { AdoptedProject } from '../types'
import { migrate, NEWEST_SCHEMA, schemaOf } from '../migrations/migrate'
import { listProjectTables, type ProjectTable } from './tables'

export interface AdoptOptions {
  readonly createId: () => string
  /** Called within the transaction: what it throws leaves everything as it was. */
  readonly check: (projectId: ProjectId) => void
}

const Count = v.object({ count: v.number() })
const Last = v.object({ last: v.nullable(v.number()) })
const IdRow = v.object({ id: v.string() })

/** Identities and what they may be part of: runs of the characters they are made of. */
const WORD = /[A-Za-z0-9_-]{6,40}/g

/**
 * Brings the other database to the newest schema first. Where one of its identities is taken here, for the project was here before,
 * all of them are made anew.
 * @param file is changed
 * @throws {store/newer-schema} @throws {project/broken-file} where it holds no project, or more than one
 */
export function adoptProject(
  database: Database.Database,
  file: string,
  options: AdoptOptions,
): AdoptedProject {
  try {
    prepare(file)
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : broken('project.db')
  }
  database.prepare('ATTACH ? AS incoming').run(file)
  try {
    return database.transaction(() => {
      database.pragma('defer_foreign_keys = ON')
      const adopted = copyRows(database, options)
      options.check(adopted.projectId)
      return adopted
    })()
  } finally {
    database.exec('DETACH incoming')
  }
}

function prepare(file: string): void {
  const incoming = new Database(file)
  try {
    if (schemaOf(incoming) > NEWEST_SCHEMA) {
      throw new AppError('store/newer-schema', { found: schemaOf(incoming), known: NEWEST_SCHEMA })
    }
    if (incoming.pragma('quick_check(1)', { simple: true }) !== 'ok') throw broken('project.db')
    incoming.pragma('trusted_schema = OFF')
    migrate(incoming)
    const { count } = v.parse(Count, incoming.prepare('SELECT count(*) AS count FROM projects').get())
    if (count !== 1) throw broken('project.db')
  } finally {
    incoming.close()
  }
}

function broken(what: string): AppError {
  return new AppError('project/broken-file', { what })
}

function copyRows(database: Database.Database, { createId }: AdoptOptions): AdoptedProject {
  // The tables of this Fettle alone: whatever else a file holds is none of ours.
  const tables = listProjectTables(database)
  const renamed = isAnyTaken(database, tables)
    ? renameAll(database, tables, createId)
    : new Map<string, string>()
  database.function('adopted', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? text.replaceAll(WORD, (word) => renamed.get(word) ?? word) : text,
  )
  const offsets = new Map(tables.map((table) => [table.name, lastKey(database, table)]))
  for (const table of tables) copyTable(database, table, { offsets, isRenamed: renamed.size > 0 })
  copyBackbones(database)
  const { id } = v.parse(IdRow, database.prepare('SELECT id FROM incoming.projects').get())
  return { projectId: v.parse(ProjectId, renamed.get(id) ?? id), renamed }
}

function isAnyTaken(database: Database.Database, tables: readonly ProjectTable[]): boolean {
  return tables.some(({ name, textKeys }) =>
    textKeys.some((key) => {
      const taken = `SELECT count(*) AS count FROM main.${name} WHERE ${key} IN (SELECT ${key} FROM incoming.${name})`
      return v.parse(Count, database.prepare(taken).get()).count > 0
    }),
  )
}

function renameAll(
  database: Database.Database,
  tables: readonly ProjectTable[],
  createId: () => string,
): Map<string, string> {
  const ids = tables.flatMap(({ name, textKeys }) =>
    textKeys.flatMap((key) =>
      v.parse(v.array(IdRow), database.prepare(`SELECT ${key} AS id FROM incoming.${name}`).all()),
    ),
  )
  return new Map(ids.map(({ id }) => [id, createId()]))
}

function lastKey(database: Database.Database, { name, wholeKey }: ProjectTable): number {
  if (wholeKey === null) return 0
  return v.parse(Last, database.prepare(`SELECT max(${wholeKey}) AS last FROM main.${name}`).get()).last ?? 0
}

/** Those that are here already, by their weights, are the same. */
function copyBackbones(database: Database.Database): void {
  const columns = v
    .parse(v.array(v.object({ name: v.string() })), database.pragma('main.table_info(backbones)'))
    .map(({ name }) => `"${name}"`)
    .join(', ')
  database.exec(
    `INSERT OR IGNORE INTO main.backbones (${columns}) SELECT ${columns} FROM incoming.backbones
     WHERE weights NOT IN (SELECT weights FROM main.backbones WHERE removed_at IS NULL)`,
  )
}

interface Copying {
  readonly offsets: ReadonlyMap<string, number>
  readonly isRenamed: boolean
}

function copyTable(database: Database.Database, table: ProjectTable, { offsets, isRenamed }: Copying): void {
  const { name, columns, wholeKey, refers } = table
  const values = columns.map((column) => {
    const referred = column === wholeKey ? name : refers[column]
    if (referred !== undefined) return `"${column}" + ${String(offsets.get(referred) ?? 0)}`
    return isRenamed ? `adopted("${column}")` : `"${column}"`
  })
  const named = columns.map((column) => `"${column}"`).join(', ')
  database.exec(`INSERT INTO main.${name} (${named}) SELECT ${values.join(', ')} FROM incoming.${name}`)
}
