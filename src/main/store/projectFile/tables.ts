/** @file Which tables hold a part of a project, and how they refer to each other: read from the database itself. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'

/** Of one machine, and made again when they are missing. */
const LEFT_OUT: ReadonlySet<string> = new Set(['measurements'])

export interface ProjectTable {
  readonly name: string
  /** Without those that SQLite generates. */
  readonly columns: readonly string[]
  /** The primary key, where it is one whole number. */
  readonly wholeKey: string | null
  /** Columns that are, or are meant to be, identities: primary keys of text, and what is unique besides such a key. */
  readonly textKeys: readonly string[]
  /** From a column to the table whose whole number it holds. */
  readonly refers: Readonly<Record<string, string>>
}

const ColumnRow = v.object({ name: v.string(), type: v.string(), pk: v.number(), hidden: v.number() })
const ForeignRow = v.object({ from: v.string(), table: v.string(), to: v.nullable(v.string()) })
const NameRow = v.object({ name: v.string() })

/**
 * Every table from which foreign keys lead to `projects`, that one first. A new table of a project is found by itself, so long as
 * it says to what it belongs.
 * @param schema name of the attached database
 */
export function listProjectTables(database: Database, schema = 'main'): ProjectTable[] {
  const names = read(
    NameRow,
    database.prepare(`SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table'`).all(),
  )
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('sqlite_') && !LEFT_OUT.has(name))
  const parents = new Map(names.map((name) => [name, foreignOf(database, schema, name)]))
  const found = new Set(['projects'])
  for (let size = 0; size !== found.size;) {
    size = found.size
    for (const [name, keys] of parents) if (keys.some(({ table }) => found.has(table))) found.add(name)
  }
  return [...found].map((name) => describe(database, schema, { name, foreign: parents.get(name) ?? [] }))
}

interface Sketch {
  readonly name: string
  readonly foreign: readonly v.InferOutput<typeof ForeignRow>[]
}

function describe(database: Database, schema: string, { name, foreign }: Sketch): ProjectTable {
  const columns = read(ColumnRow, database.pragma(`${schema}.table_xinfo(${name})`))
  const keys = columns.filter(({ pk }) => pk > 0)
  const [only] = keys
  const wholeKey = keys.length === 1 && only?.type === 'INTEGER' ? only.name : null
  const textKey = keys.length === 1 && only?.type === 'TEXT' ? [only.name] : []
  const hasId = wholeKey !== null && columns.some((column) => column.name === 'id' && column.type === 'TEXT')
  return {
    name,
    columns: columns.filter(({ hidden }) => hidden === 0).map((column) => column.name),
    wholeKey,
    textKeys: hasId ? ['id'] : textKey,
    refers: Object.fromEntries(
      foreign
        .filter(({ table, to }) => to !== null && to !== 'id' && to === wholeKeyOf(database, schema, table))
        .map(({ from, table }) => [from, table]),
    ),
  }
}

function wholeKeyOf(database: Database, schema: string, table: string): string | null {
  const keys = read(ColumnRow, database.pragma(`${schema}.table_xinfo(${table})`)).filter(({ pk }) => pk > 0)
  return keys.length === 1 && keys[0]?.type === 'INTEGER' ? keys[0].name : null
}

function foreignOf(database: Database, schema: string, name: string): v.InferOutput<typeof ForeignRow>[] {
  return read(ForeignRow, database.pragma(`${schema}.foreign_key_list(${name})`))
}

function read<Schema extends v.GenericSchema>(schema: Schema, rows: unknown): v.InferOutput<Schema>[] {
  return v.parse(v.array(schema), rows)
}
