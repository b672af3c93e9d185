import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import type { PredictField } from '../../../shared/domain/prediction'
import { AppError } from '../../../shared/errors/appError'
import type { RawRow } from '../../training'

/** Bytes of a request at most: a few large pictures, or a table. */
export const MOST_BYTES = 64 * 2 ** 20
/** Rows of a request at most. */
export const MOST_ROWS = 10_000

const Cell = v.union([
  v.null(),
  v.string(),
  v.pipe(v.number(), v.transform(String)),
  v.pipe(v.boolean(), v.transform(String)),
  /** A picture. */
  v.pipe(
    v.strictObject({ base64: v.string() }),
    v.transform(({ base64 }) => new Uint8Array(Buffer.from(base64, 'base64'))),
  ),
])
/** An array is an object, too, but no row. */
const Row = v.pipe(
  v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  v.record(v.string(), Cell),
)
const Body = v.union([
  v.pipe(
    v.strictObject({ rows: v.array(Row) }),
    v.transform(({ rows }) => rows),
  ),
  v.array(Row),
  v.pipe(
    Row,
    v.transform((row) => [row]),
  ),
])

/** @throws {serving/too-large} */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Uint8Array).length
    if (size > MOST_BYTES) throw new AppError('serving/too-large', { limitBytes: MOST_BYTES })
    parts.push(part as Uint8Array)
  }
  return Buffer.concat(parts)
}

/**
 * Rows of a request: JSON (an object of cells, an array of them, or `{ rows }`), or one picture as it is, for a model that reads one.
 * @throws {serving/bad-body | serving/unknown-kind | serving/too-large}
 */
export function readRows(kind: string, body: Buffer, fields: readonly PredictField[]): RawRow[] {
  const [type = ''] = kind.split(';')
  if (type.startsWith('image/')) {
    const [field, ...more] = fields
    if (field?.kind !== 'picture' || more.length > 0)
      throw new AppError('serving/unknown-kind', { kind: type })
    return [{ [field.column]: new Uint8Array(body) }]
  }
  if (type !== '' && type.trim() !== 'application/json')
    throw new AppError('serving/unknown-kind', { kind: type })
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Body), body.toString('utf8'))
  if (!read.success) throw new AppError('serving/bad-body')
  if (read.output.length > MOST_ROWS) throw new AppError('serving/too-many-rows', { limit: MOST_ROWS })
  return read.output
}
