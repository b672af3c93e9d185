/** @file Lays a record flat: what is nested gets the name of its way, lists stay JSON. */
import { figureText } from '../../table/columnBuilder'
import type { Cell } from '../../table/tableBuilder'

/** Records within records that become columns of their own; what lies deeper stays JSON. */
const MOST_DEPTH = 8

/** Values of a record, or of a list that stands for one, by column name. */
export type FlatRecord = Map<string, Cell>

/** @returns null where the value is no record: a bare figure or word. */
export function flatten(value: unknown): FlatRecord | null {
  if (typeof value !== 'object' || value === null) return null
  const flat: FlatRecord = new Map()
  if (Array.isArray(value)) value.forEach((item, at) => flat.set(`Column ${at + 1}`, toCell(item)))
  else addAll(flat, { value, prefix: '', depth: 1 })
  return flat
}

function addAll(
  flat: FlatRecord,
  { value, prefix, depth }: { value: object; prefix: string; depth: number },
): void {
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    const name = `${prefix}${key}`
    if (isRecord(item) && depth < MOST_DEPTH)
      addAll(flat, { value: item, prefix: `${name}.`, depth: depth + 1 })
    else flat.set(freeName(flat, name), toCell(item))
  }
}

/** `{ "a.b": 1, "a": { "b": 2 } }` would give one name to two values. */
function freeName(flat: FlatRecord, name: string): string {
  let free = name
  for (let copy = 2; flat.has(free); copy++) free = `${name} ${copy}`
  return free
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}

/** @returns a value of any kind as a cell: nothing is "", days and times are as ISO 8601 writes them, lists are JSON. */
export function toCell(value: unknown): Cell {
  switch (typeof value) {
    case 'number':
      return value
    case 'string':
      return value.trim()
    case 'boolean':
      return String(value)
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    case 'object':
      return value === null ? '' : objectText(value)
    default:
      return ''
  }
}

function objectText(value: object): string {
  if (value instanceof Date) return dateText(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8').trim()
  if (!Array.isArray(value) && Object.keys(value).length === 0) return ''
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' ? figureText(Number(item), '.') : item,
  )
}

/** @returns the day, and the time where it is not midnight; "" for no date. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const text = date.toISOString().replace(/(?:\.000)?Z$/, '')
  return text.endsWith('T00:00:00') ? text.slice(0, -9) : text
}
