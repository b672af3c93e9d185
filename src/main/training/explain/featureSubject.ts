/** @file Rows as the network reads them: features of tables and series one by one, pictures and texts as a whole. */
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { invariant } from '../../../shared/errors/appError'
import type { InputRows, TrainingData } from '../types'
import { gridOfNumbers, type Subject } from './subject'

/** A column: one feature of an input, or all of it. */
interface Slot {
  readonly name: string
  readonly input: string
  /** Numbers a row of the input. */
  readonly width: number
  /** The numbers of a row that belong to it: from `first` on, every `every`-th. */
  readonly first: number
  readonly every: number
}

/** @param explained and background of the same inputs */
export function createFeatureSubject(
  meta: PreparedMeta,
  explained: TrainingData,
  background: TrainingData,
): Subject {
  const slots = meta.fitted.inputs.flatMap(slotsOf)
  const pools = new Map(
    meta.inputs.map(({ spec: { name } }) => [
      name,
      joined(rowsOf(explained, name), rowsOf(background, name)),
    ]),
  )
  /** Numbers that were added to single columns, behind the rows. */
  const added = slots.map((): number[] => [])
  const size = explained.rows + background.rows
  const slotOf = (column: number): Slot => {
    const slot = slots[column]
    invariant(slot, 'a feature of the network')
    return slot
  }
  return {
    by: 'feature',
    names: slots.map(({ name }) => name),
    explained: explained.rows,
    background: background.rows,
    make: (from) => {
      const made = emptyRows(meta, from[0]?.length ?? 0)
      slots.forEach((slot, column) => {
        const target = made.get(slot.input)
        const pool = pools.get(slot.input)
        const rows = from[column]
        if (target && pool && rows) fill({ slot, target, pool, own: added[column] ?? [], size }, rows)
      })
      return made
    },
    cell: (column, row) => {
      const slot = slotOf(column)
      const isOne = slot.first + slot.every >= slot.width
      return isOne && slot.width > 0 && slot.every > 1
        ? (pools.get(slot.input)?.[row * slot.width + slot.first] ?? null)
        : null
    },
    grid: (column, points) => {
      const slot = slotOf(column)
      const pool = pools.get(slot.input) ?? []
      const values = gridOfNumbers(
        Array.from({ length: size }, (_, row) => pool[row * slot.width + slot.first] ?? NaN),
        points,
      )
      const list = added[column] ?? []
      const first = size + list.length
      list.push(...values)
      return { values, places: values.map((_, at) => first + at) }
    },
  }
}

function emptyRows({ inputs }: PreparedMeta, count: number): Map<string, InputRows> {
  return new Map(
    inputs.map(({ spec: { name, kind, shape } }) => {
      const size = count * widthOf(shape)
      return [name, kind === 'tokens' ? new Int32Array(size) : new Float32Array(size)]
    }),
  )
}

interface Filling {
  readonly slot: Slot
  readonly target: InputRows
  readonly pool: InputRows
  /** Numbers that were added to the column, behind the rows. */
  readonly own: readonly number[]
  /** Rows of the pool. */
  readonly size: number
}

function fill({ slot, target, pool, own, size }: Filling, rows: Int32Array): void {
  const { width, first, every } = slot
  rows.forEach((place, row) => {
    const set = place < size ? null : (own[place - size] ?? 0)
    for (let at = first; at < width; at += every) {
      target[row * width + at] = set ?? pool[place * width + at] ?? 0
    }
  })
}

function joined(one: InputRows, other: InputRows): InputRows {
  const isWhole = one instanceof Int32Array
  const both = isWhole
    ? new Int32Array(one.length + other.length)
    : new Float32Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

function rowsOf({ x, others }: TrainingData, name: string): InputRows {
  return others?.[name] ?? x
}

function widthOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

function slotsOf({ spec, source }: PreparedMeta['fitted']['inputs'][number]): Slot[] {
  const width = widthOf(spec.shape)
  if (source.kind !== 'figures') return [{ name: source.column, input: spec.name, width, first: 0, every: 1 }]
  const { features } = source
  return features.map((name, first) => ({ name, input: spec.name, width, first, every: features.length }))
}
