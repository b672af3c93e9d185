/** @file Reads what another program kept, whatever it is. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { AppError } from '../../../shared/errors/appError'
import { readKerasTuner } from './kerasTuner'
import { readOptunaDatabase } from './optuna/readOptunaDatabase'
import { readOptunaJournal } from './optuna/readOptunaJournal'
import { readResultTable } from './resultTable'
import type { ForeignStudy } from './types'

export type ForeignFormat = 'csv' | 'optuna' | 'kerasTuner'

export interface ForeignSource {
  readonly path: string
  readonly fileName: string
  /** Names of the column of the objective in a table, the first that there is counts. */
  readonly valueColumns: readonly string[]
  /** Which study of several is meant; null where there is one. */
  readonly studyName: string | null
}

const HEAD_BYTES = 64

/**
 * @throws {foreign/unreadable} where it is none of them
 * @throws {foreign/several-studies} where it holds several and none is named; {foreign/no-study} where none has the name
 */
export function readForeign(source: ForeignSource): { format: ForeignFormat; study: ForeignStudy } {
  const { path, fileName, valueColumns } = source
  const format = formatOf(path)
  switch (format) {
    case 'kerasTuner':
      return { format, study: readKerasTuner(path, fileName, valueColumns) }
    case 'csv':
      return { format, study: readResultTable(path, fileName, valueColumns) }
    case 'database':
      return { format: 'optuna', study: choose(readOptunaDatabase(path, fileName), source) }
    case 'journal':
      return { format: 'optuna', study: choose(readOptunaJournal(path, fileName), source) }
  }
}

function formatOf(path: string): 'kerasTuner' | 'csv' | 'database' | 'journal' {
  if (statSync(path).isDirectory()) return 'kerasTuner'
  const head = Buffer.alloc(HEAD_BYTES)
  const descriptor = openSync(path, 'r')
  try {
    readSync(descriptor, head, 0, HEAD_BYTES, 0)
  } finally {
    closeSync(descriptor)
  }
  const text = head.toString('latin1')
  if (text.startsWith('SQLite format 3\0')) return 'database'
  return /^\s*\{\s*"op_code"/.test(text) ? 'journal' : 'csv'
}

function choose(studies: readonly ForeignStudy[], { studyName, fileName }: ForeignSource): ForeignStudy {
  if (studies.length === 0) throw new AppError('foreign/unreadable', { name: fileName })
  const names = studies.map(({ name }) => name)
  if (studyName === null && studies.length > 1)
    throw new AppError('foreign/several-studies', { name: fileName, studies: names.join(', ') })
  const found = studyName === null ? studies[0] : studies.find(({ name }) => name === studyName)
  if (found === undefined)
    throw new AppError('foreign/no-study', {
      name: fileName,
      study: studyName ?? '',
      studies: names.join(', '),
    })
  return found
}
