/** @file Finds out whether the first row names the columns, and names those that it does not. */
import type { ImportReason } from '../../../../shared/domain/importReason'
import { isNumberLike, isUnnamed } from './headerCells'

type Row = readonly string[]

export interface HeaderFound {
  readonly hasHeader: boolean
  readonly reason: Pick<ImportReason, 'why' | 'values'>
}

/**
 * A header is unlike what stands below it: words above numbers, or words that never occur again. A number, or a word that
 * occurs again in its own column, speaks against one.
 */
export function judgeHeader(rows: readonly Row[]): HeaderFound {
  const [first = [], ...rest] = rows
  const figure = first.find(isNumberLike)
  if (figure !== undefined) return found(false, 'figuresOnTop', { example: figure.slice(0, 60) })
  const named = first.filter((cell) => !isUnnamed(cell))
  if (named.length === 0 || named.length < first.length / 2) return found(false, 'unnamed')
  if (rest.length === 0) return found(true, 'unlikeBelow')
  const votes = first.map((cell, index) =>
    voteOfColumn(
      cell,
      rest.map((row) => row[index] ?? ''),
    ),
  )
  const sum = votes.reduce((total, vote) => total + vote, 0)
  if (sum > 0) return found(true, votes.includes(2) ? 'wordsOverFigures' : 'unlikeBelow')
  const areShort = new Set(named).size === named.length && named.every((cell) => cell.length <= 64)
  if (sum === 0 && areShort) return found(true, 'unlikeBelow')
  const repeated = votes.findIndex((vote) => vote < 0)
  return repeated < 0
    ? found(false, 'unnamed')
    : found(false, 'repeatedBelow', { example: (first[repeated] ?? '').slice(0, 60) })
}

function found(
  hasHeader: boolean,
  why: ImportReason['why'],
  values: ImportReason['values'] = {},
): HeaderFound {
  return { hasHeader, reason: { why, values } }
}

function voteOfColumn(cell: string, below: readonly string[]): number {
  if (isUnnamed(cell)) return 0
  const present = below.filter((text) => text !== '')
  if (present.length === 0) return 0
  const numbers = present.filter(isNumberLike).length / present.length
  if (numbers >= 0.5) return 2
  if (present.includes(cell)) return -2
  const distinct = new Set(present).size
  return present.length >= 5 && distinct <= present.length / 2 ? 1 : 0
}

/** Names for `width` columns, in order and unique; `renamedCount` tells how many of the header's own had to change. */
export function nameColumns(
  header: Row | undefined,
  width: number,
): { names: string[]; renamedCount: number } {
  const taken = new Set<string>()
  const copies = new Map<string, number>()
  let renamedCount = 0
  const names = Array.from({ length: width }, (_, index) => {
    const written = (header?.[index] ?? '').trim().replace(/\s+/g, ' ').slice(0, 190)
    const wanted = written === '' ? `Column ${index + 1}` : written
    let name = wanted
    let copy = copies.get(wanted) ?? 1
    while (taken.has(name)) name = `${wanted} ${++copy}`
    copies.set(wanted, copy)
    if (header && name !== written) renamedCount++
    taken.add(name)
    return name
  })
  return { names, renamedCount }
}
