import { gapsIn, USUAL_GAPS } from '@shared/domain/commandGaps'
import type { ParameterRow } from './parameterRow'
import type { ProgramForm } from './programForm'
import { splitWords } from './splitWords'

/** What is wrong with a field; `name` fills the gap of its message. */
export interface FieldProblem {
  readonly code: 'missing' | 'openQuote' | 'gap' | 'sometimes' | 'notAbsolute' | 'metricName'
  readonly name?: string
}

/** @returns what is wrong with the command line; null where it can be run in every trial. */
export function lineProblem(line: string, rows: readonly ParameterRow[]): FieldProblem | null {
  const { words, openQuote } = splitWords(line)
  if (openQuote !== null) return { code: 'openQuote', name: openQuote }
  if (words.length === 0 || words[0] === '') return { code: 'missing' }
  for (const name of words.flatMap(gapsIn)) {
    if (USUAL_GAPS.some((usual) => usual === name)) continue
    const row = rows.find((one) => one.name === name)
    if (row === undefined) return { code: 'gap', name }
    if (row.parent !== '') return { code: 'sometimes', name }
  }
  return null
}

/** @returns what is wrong with the folder: it has to be a whole path, of this system or of Windows. */
export function folderProblem(folder: string): FieldProblem | null {
  const path = folder.trim()
  if (path === '') return { code: 'missing' }
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path) ? null : { code: 'notAbsolute' }
}

export function metricProblem(metric: string): FieldProblem | null {
  if (metric.trim() === '') return { code: 'missing' }
  return /^[A-Za-z0-9_./-]{1,60}$/.test(metric.trim()) ? null : { code: 'metricName' }
}

export function findProgramProblems({ line, folder, metric, rows }: ProgramForm) {
  return { line: lineProblem(line, rows), folder: folderProblem(folder), metric: metricProblem(metric) }
}
