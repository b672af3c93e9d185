/** @file Results in a table: a row a trial, a column a parameter. Read from CSV as Fettle, Optuna's data frames, trackers and spreadsheets write it, and from JSON. */
import { readFileSync } from 'node:fs'
import { AppError } from '../../../shared/errors/appError'
import type { TrialState } from '../../../shared/domain/trial'
import { readJsonRecords, type ResultRecord, unfold } from './resultRecords'
import type { ForeignStudy, ForeignTrial } from './types'

/** More is no list of trials. */
const MOST_BYTES = 256 * 1024 ** 2
const DELIMITERS = [',', ';', '\t'] as const

/** What trackers and tuners call the ways in which a trial ends. */
const STATES: Readonly<Record<string, TrialState>> = {
  '': 'complete',
  complete: 'complete',
  completed: 'complete',
  finished: 'complete',
  done: 'complete',
  success: 'complete',
  pruned: 'pruned',
  running: 'interrupted',
}

/**
 * @param valueColumns names of the column of the objective, the first that there is counts
 * @throws {foreign/unreadable} where it has no header and rows
 */
export function readResultTable(
  path: string,
  fileName: string,
  valueColumns: readonly string[],
): ForeignStudy {
  const bytes = readFileSync(path)
  if (bytes.length > MOST_BYTES)
    throw new AppError('file/too-large', { sizeBytes: bytes.length, limitBytes: MOST_BYTES })
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const records = /^\s*\[/.test(text) ? readJsonRecords(text) : readCsvRecords(text)
  if (records === null) throw new AppError('foreign/unreadable', { name: fileName })
  const names = new Set(records.flatMap((record) => Object.keys(record)))
  const valueName = valueColumns.map((name) => findName(names, name)).find((name) => name !== null)
  const stateName = findName(names, 'state')
  const trials = records.map((record, index): ForeignTrial => {
    const value = toNumber(valueName === undefined ? '' : (record[valueName] ?? ''))
    const state = stateName === null ? '' : (record[stateName] ?? '')
    return {
      number: index + 1,
      state: STATES[state.toLowerCase()] ?? 'failed',
      assignment: record,
      values: value === null ? null : [value],
      ...{ curve: [], startedAt: null, finishedAt: null },
    }
  })
  return { name: fileName, directions: null, domains: {}, trials }
}

/** Written just so, or in other capitals. */
function findName(names: ReadonlySet<string>, wanted: string): string | null {
  if (names.has(wanted)) return wanted
  return [...names].find((name) => name.toLowerCase() === wanted.toLowerCase()) ?? null
}

/** @returns null where it has no header, no second column or no rows */
function readCsvRecords(text: string): ResultRecord[] | null {
  const [header = [], ...rows] = parseCsv(text, findDelimiter(text))
  if (header.length < 2 || rows.length === 0) return null
  const names = header.map((name) => name.trim().replace(/^params_/, ''))
  return rows.map((cells) => unfold(toRecord(names, cells)))
}

/** A text that would run as a formula was given an apostrophe when it was written. */
function toRecord(names: readonly string[], cells: readonly string[]): ResultRecord {
  const pairs = names.map((name, index) => [name, (cells[index] ?? '').trim()] as const)
  return Object.fromEntries(
    pairs.filter(([, cell]) => cell !== '').map(([name, cell]) => [name, cell.replace(/^'(?=[=+\-@])/, '')]),
  )
}

export function toNumber(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

/** The one that stands most often in the first line. */
function findDelimiter(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1)
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: head.split(delimiter).length }))
  return counts.reduce((best, found) => (found.count > best.count ? found : best)).delimiter
}

/** RFC 4180; lines may also end with a line feed alone, and empty ones are passed over. */
function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r?\\n|$)`, 'gy')
  while (cell.lastIndex < text.length) {
    const start = cell.lastIndex
    const found = cell.exec(text)
    if (found === null || cell.lastIndex === start) break
    const [, quoted, plain = '', end] = found
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === delimiter && cell.lastIndex < text.length) continue
    if (row.some((value) => value !== '')) rows.push(row)
    row = []
  }
  return rows
}
