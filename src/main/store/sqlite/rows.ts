/** @file Reading what the database holds: every row goes through a schema before anything uses it. */
import * as v from 'valibot'
import { AppError } from '../../../shared/errors/appError'

/** A JSON column: text in the database, a domain value outside. */
export function json<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.parseJson(), schema)
}

/** A flag: SQLite has no booleans. */
export const flag = v.pipe(
  v.picklist([0, 1]),
  v.transform((bit) => bit === 1),
)

/** @throws {bug/invariant} when a stored row is not what its schema says. */
export function readRow<Schema extends v.GenericSchema>(schema: Schema, row: unknown): v.InferOutput<Schema> {
  const read = v.safeParse(schema, row)
  if (read.success) return read.output
  const [issue] = read.issues
  throw new AppError('bug/invariant', {
    message: `stored row: ${v.getDotPath(issue) ?? ''} ${issue.message}`,
  })
}

/** @throws {app/not-found} when there is no such row. */
export function readFound<Schema extends v.GenericSchema>(
  schema: Schema,
  row: unknown,
  sought: { readonly what: string; readonly id: string },
): v.InferOutput<Schema> {
  if (row === undefined) throw new AppError('app/not-found', { ...sought })
  return readRow(schema, row)
}

/** @throws {app/not-found} when a write by id met no row. */
export function expectChanged(changes: number, sought: { readonly what: string; readonly id: string }): void {
  if (changes === 0) throw new AppError('app/not-found', { ...sought })
}
