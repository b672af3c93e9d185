/** @file The figures that scikit-learn gave (test/golden/sklearn), and how near to them is near enough. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect } from 'vitest'
import type { Categories } from '../column/categories'

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', '..', 'test', 'golden', 'sklearn')
const File = v.object({ version: v.string(), figures: v.record(v.string(), v.array(v.nullable(v.number()))) })

export interface Golden {
  /** One column; NaN where missing. */
  column(name: string): Float64Array
  /** The columns of a table. */
  table(name: string): Float64Array[]
  /** A column of codes from 0. */
  codes(name: string): Categories
}

export function readGolden(name: string): Golden {
  const { figures } = v.parse(File, JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')))
  const column = (key: string) => {
    const values = figures[key]
    expect(values, `${name}.json has no ${key}`).toBeDefined()
    return Float64Array.from(values ?? [], (value) => value ?? NaN)
  }
  return {
    column,
    table: (key) => {
      const width = Object.keys(figures).filter((other) => other.startsWith(`${key}/`)).length
      return Array.from({ length: width }, (_, at) => column(`${key}/${at}`))
    },
    codes: (key) => {
      const codes = Int32Array.from(column(key))
      return { codes, size: Math.max(...codes) + 1 }
    },
  }
}

/** Each figure within 1e-6 of its size (or of `floor`, for figures that rounding leaves instead of 0). */
export function expectNear(found: ArrayLike<number>, wanted: ArrayLike<number>, floor = 1e-9): void {
  const far = Array.from(wanted)
    .map((figure, at) => ({ at, wanted: figure, found: found[at] ?? NaN }))
    .filter((pair) => !isNear(pair.found, pair.wanted, floor))
  expect(far).toEqual([])
  expect(found.length).toBe(wanted.length)
}

function isNear(found: number, wanted: number, floor: number): boolean {
  if (Number.isNaN(wanted)) return Number.isNaN(found)
  return Math.abs(found - wanted) <= 1e-6 * Math.max(Math.abs(wanted), floor)
}

export function expectTablesNear(
  found: readonly ArrayLike<number>[],
  wanted: readonly ArrayLike<number>[],
): void {
  expect(found.length).toBe(wanted.length)
  wanted.forEach((column, at) => {
    expectNear(found[at] ?? [], column)
  })
}
