import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { FittedRecipe, featureNamesOf } from '../../../shared/domain/fittedRecipe'
import { RecipeStep, STEP_KINDS, type StepKind } from '../../../shared/domain/recipe'
import { stepSettings } from '../../../shared/domain/recipe/stepSettings'
import type { ColumnData } from '../plan/planData'
import { frameRows } from '../prepare/frameRows'
import { applyFitted, type RawCell } from './testing/applyFitted'
import { encodeFigures } from './encodeFrame'
import { fitRecipe } from './fitRecipe'
import { layOut, type Cells, type LaidOut, type SampleColumn } from './testing/samplePlans'

const ROWS = 60
const TRAIN = 36
/** Past steps first, where they must stand; pictures have files. */
const LATE = STEP_KINDS.filter(
  (kind) => !['lag', 'rolling', 'difference', 'picture', 'augment', 'filter', 'deduplicate'].includes(kind),
)
const PAST: readonly StepKind[] = ['lag', 'rolling', 'difference']
const NAMES = ['a', 'b', 'when', 'c', 'd', 'note']

const figures = fc.oneof(
  fc.constantFrom<null | number>(null, 0, 1, -1),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
)
const days = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 28 }).map((day) => `2024-0${1 + (day % 9)}-${day}`) },
)
const words = fc.oneof(
  fc.constantFrom<null | string>(null, 'red', 'green', 'blue'),
  fc.string({ minLength: 1, maxLength: 3 }).map((text) => `w${text.trim()}`),
)
const sentences = fc.oneof(
  fc.constant(null),
  fc.array(fc.constantFrom('good', 'bad', 'very', 'film'), { minLength: 1 }).map((found) => found.join(' ')),
)
const cells = <T>(cell: fc.Arbitrary<T>) => fc.array(cell, { minLength: ROWS, maxLength: ROWS })

const tables = fc.record({
  a: cells(figures),
  b: cells(fc.integer({ min: 0, max: 5 })),
  when: cells(days),
  c: cells(words),
  d: cells(fc.constantFrom('x', 'y')),
  note: cells(sentences),
  class: cells(fc.constantFrom('no', 'yes', 'perhaps')),
  price: cells(fc.double({ min: 0, max: 100, noNaN: true })),
})
type RandomTable = typeof tables extends fc.Arbitrary<infer T> ? T : never

const TYPES: Record<string, SampleColumn['type'] & string> = {
  a: 'number',
  b: 'number',
  when: 'date',
  c: 'category',
  d: 'category',
  note: 'text',
}

/** A step with settings from anywhere in their range. */
function steps(kinds: readonly StepKind[]): fc.Arbitrary<RecipeStep> {
  return fc.constantFrom(...kinds).chain((kind) => {
    const settings = stepSettings(kind).map((setting) => [setting.name, valuesOf(setting)] as const)
    return fc
      .record({
        columns: fc.oneof(
          fc.constantFrom('numbers', 'categories', 'dates', 'texts'),
          fc.subarray(NAMES, { minLength: 1 }),
        ),
        ...Object.fromEntries(settings),
      })
      .map((step) => {
        // Small, so that products and forests stay quick.
        const small = { ...(kind === 'polynomial' ? { degree: 2, columns: ['a', 'b'] } : {}) }
        return v.parse(RecipeStep, { kind, ...step, ...small })
      })
  })
}

type AnySetting = ReturnType<typeof stepSettings>[number]

function valuesOf(setting: AnySetting): fc.Arbitrary<unknown> {
  if (setting.kind === 'choice') return fc.constantFrom(...setting.choices)
  const { low, high } = setting.range
  if (setting.kind === 'integer') return fc.integer({ min: low, max: Math.min(high, low + 12) })
  return fc.double({ min: low, max: high, noNaN: true })
}

const recipes = fc
  .tuple(fc.array(steps(PAST), { maxLength: 1 }), fc.array(steps(LATE), { maxLength: 5 }))
  .map(([past, late]) => [...past.map((step) => shortPast(step)), ...late])

/** Rows that look far back would all drop out of so short a table. */
function shortPast(step: RecipeStep): RecipeStep {
  return step.kind === 'rolling'
    ? { ...step, window: 3 }
    : step.kind === 'difference'
      ? { ...step, distance: 1 }
      : step
}

function lay(table: RandomTable, recipe: readonly RecipeStep[], task: 'multiclass' | 'regression'): LaidOut {
  const columns: SampleColumn[] = NAMES.map((name) => ({
    name,
    type: TYPES[name] ?? 'number',
    cells: table[name as keyof RandomTable] as Cells,
  }))
  const target: SampleColumn =
    task === 'regression'
      ? { name: 'price', type: 'number', role: 'target', cells: table.price }
      : { name: 'class', type: 'category', role: 'target', cells: table.class }
  return layOut({
    columns: [...columns, target],
    recipe,
    isCompleted: true,
    change: {
      task,
      split: {
        kind: 'timeOrdered',
        train: TRAIN / ROWS,
        validation: 0.2,
        test: 0.2,
        column: null,
        gap: 0,
        folds: 1,
      },
    },
  })
}

const cases = fc.record({
  table: tables,
  recipe: recipes,
  task: fc.constantFrom('multiclass' as const, 'regression' as const),
})

/** Too few rows may be left, or one class. */
function isUsable({ division }: LaidOut): boolean {
  return division.parts.train.length >= 5 && division.labels?.length !== 1
}

function rawCell(data: ColumnData, row: number): RawCell {
  if (data.kind === 'category') return data.view.texts[data.view.codes[row] ?? -1] ?? null
  const value = data.view.values[row] ?? NaN
  return Number.isNaN(value) ? null : value
}

function fitOrNothing(laid: LaidOut): ReturnType<typeof fitRecipe> | null {
  try {
    return fitRecipe({ ...laid, rows: laid.division.parts.train })
  } catch (thrown) {
    // Everything was dropped.
    expect(thrown).toMatchObject({ code: 'dataset/no-inputs' })
    return null
  }
}

describe('any recipe', () => {
  it('fits to something that can be stored, with names of its own and no gap left, alike for one row and for many', () => {
    fc.assert(
      fc.property(cases, ({ table, recipe, task }) => {
        const laid = lay(table, recipe, task)
        const fit = isUsable(laid) ? fitOrNothing(laid) : null
        if (!fit) return
        const { data, division } = laid
        const { fitted } = fit
        const stored: unknown = JSON.parse(JSON.stringify(fitted))
        expect(v.parse(FittedRecipe, stored)).toEqual(stored)
        const names = featureNamesOf(fitted)
        expect(new Set(names).size).toBe(names.length)
        const rows = division.selection.rows
        const prepared = encodeFigures(frameRows({ data, division, fit }, rows, null), names)
        expect(prepared.every((figure) => !Number.isNaN(figure))).toBe(true)
        const byName = new Map(data.inputs.map((input) => [input.column.name, input]))
        const raw = Array.from(rows, (row) =>
          fitted.reads.map(({ column }) => {
            const input = byName.get(column)
            return input ? rawCell(input, row) : null
          }),
        )
        const looksBack = fitted.primitives.some(({ kind }) => PAST.includes(kind as StepKind))
        if (!looksBack) expect(applyFitted(fitted, raw)).toEqual(prepared)
      }),
      { numRuns: 200 },
    )
  })

  it('learns nothing from rows of validation and test: whatever stands there, the very same comes out', () => {
    fc.assert(
      fc.property(cases, tables, ({ table, recipe, task }, other) => {
        const laid = lay(table, recipe, task)
        if (!isUsable(laid)) return
        const { train } = laid.division.parts
        const last = train[train.length - 1] ?? 0
        const changed = lay(changeAfter(table, other, last), recipe, task)
        expect(changed.division.parts.train).toEqual(train)
        expect(fitOrNothing(changed)?.fitted).toEqual(fitOrNothing(laid)?.fitted)
      }),
      { numRuns: 200 },
    )
  })
})

/** Other cells after a row, missing where they were, so that the same rows can be used. */
function changeAfter(table: RandomTable, other: RandomTable, last: number): RandomTable {
  const change = (name: keyof RandomTable) =>
    (table[name] as Cells).map((cell, row) =>
      row <= last || cell === null ? cell : ((other[name] as Cells)[row] ?? cell),
    )
  const names = Object.keys(table) as (keyof RandomTable)[]
  return Object.fromEntries(
    names.map((name) => [name, name === 'class' ? table[name] : change(name)]),
  ) as RandomTable
}
