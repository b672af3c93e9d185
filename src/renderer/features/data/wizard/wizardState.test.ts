import { describe, expect, it } from 'vitest'
import type { ColumnRole } from '@shared/domain/column'
import type { ImportPreview } from '@shared/domain/importPreview'
import { DEFAULT_SERIES } from '@shared/domain/series'
import { DEFAULT_SPLITS } from '@shared/domain/split'
import { PLAN, PREVIEW } from '../testing/preview'
import { reduceWizard, type PlanEdit, type WizardState } from './wizardState'

function propose(state: WizardState | undefined, preview: ImportPreview = PREVIEW): WizardState {
  const next = reduceWizard(state, { kind: 'proposed', choice: {}, preview })
  expect(next).toBeDefined()
  return next as WizardState
}

function edit(state: WizardState, ...edits: PlanEdit[]): WizardState {
  return edits.reduce(
    (known, change) => reduceWizard(known, { kind: 'edited', edit: change }) as WizardState,
    state,
  )
}

const columnOf = (state: WizardState, name: string) =>
  state.plan.columns.find((column) => column.name === name)
const rolesOf = (state: WizardState): [string, ColumnRole][] =>
  state.plan.columns.map(({ name, role }) => [name, role])

describe('reduceWizard', () => {
  it('takes a proposal as it is', () => {
    expect(propose(undefined)).toMatchObject({ plan: PLAN, isStale: false, edits: [] })
  })

  it('needs a look after every decision, and drops answers about older plans', () => {
    const edited = edit(propose(undefined), { kind: 'task', task: 'multiclass' })
    expect(edited.isStale).toBe(true)
    const late = reduceWizard(edited, { kind: 'reviewed', revision: edited.revision - 1, preview: PREVIEW })
    expect(late).toBe(edited)
    const preview = { ...PREVIEW, plan: edited.plan }
    const answered = reduceWizard(edited, { kind: 'reviewed', revision: edited.revision, preview })
    expect(answered).toMatchObject({ isStale: false, preview })
  })

  it('keeps decisions when the file is read anew, but not about columns that went', () => {
    const edited = edit(
      propose(undefined),
      { kind: 'role', column: 'sex', role: 'ignored' },
      { kind: 'type', column: 'age', type: 'category' },
    )
    const columns = PLAN.columns.map((column) =>
      column.name === 'age' ? { ...column, name: 'column 2' } : column,
    )
    const read = propose(edited, { ...PREVIEW, plan: { ...PLAN, columns } })
    expect(columnOf(read, 'sex')?.role).toBe('ignored')
    expect(columnOf(read, 'column 2')?.type).toBe('number')
    expect(read.edits).toHaveLength(1)
    expect(read.isStale).toBe(true)
  })

  it('has one target at most; the one before becomes an input', () => {
    const edited = edit(propose(undefined), { kind: 'role', column: 'sex', role: 'target' })
    expect(rolesOf(edited)).toEqual([
      ['survived', 'input'],
      ['age', 'input'],
      ['sex', 'target'],
      ['ticket', 'ignored'],
    ])
  })

  it('proposes the task from the new target', () => {
    const number = edit(propose(undefined), { kind: 'role', column: 'age', role: 'target' })
    expect(number.plan.task).toBe('regression')
    expect(number.plan.split).toMatchObject({ isStratified: false })
    const back = edit(number, { kind: 'role', column: 'survived', role: 'target' })
    expect(back.plan.task).toBe('binary')
    expect(back.plan.split).toMatchObject({ isStratified: true })
  })

  it('gives the target a type that fits the task', () => {
    const numbers = edit(propose(undefined), { kind: 'task', task: 'regression' })
    expect(columnOf(numbers, 'survived')?.type).toBe('number')
    expect(columnOf(edit(numbers, { kind: 'task', task: 'binary' }), 'survived')?.type).toBe('category')
  })

  it('leaves out what cannot be read, and reads it as a category when it is used', () => {
    const left = edit(propose(undefined), { kind: 'type', column: 'sex', type: 'identifier' })
    expect(columnOf(left, 'sex')).toMatchObject({ type: 'identifier', role: 'ignored' })
    const used = edit(left, { kind: 'role', column: 'ticket', role: 'input' })
    expect(columnOf(used, 'ticket')).toMatchObject({ type: 'category', role: 'input' })
  })

  it('takes another split as a whole', () => {
    const split = { ...DEFAULT_SPLITS.kFold, folds: 3 }
    expect(edit(propose(undefined), { kind: 'split', split }).plan.split).toEqual(split)
  })

  it('takes decisions back and makes them again', () => {
    const edited = edit(
      propose(undefined),
      { kind: 'rename', column: 'age', name: 'years' },
      { kind: 'recipe', recipe: [] },
    )
    const undone = reduceWizard(edited, { kind: 'undone' }) as WizardState
    expect(undone.plan.recipe.map(({ columns }) => columns)).toEqual([['years'], ['sex'], ['years']])
    expect(undone).toMatchObject({ isStale: true, edits: [{ kind: 'rename' }] })
    expect((reduceWizard(undone, { kind: 'redone' }) as WizardState).plan).toEqual(edited.plan)
    const start = reduceWizard(undone, { kind: 'undone' }) as WizardState
    expect(start.plan).toEqual(PLAN)
    expect(reduceWizard(start, { kind: 'undone' })).toBe(start)
  })

  it('keeps names apart when a column is renamed', () => {
    const edited = edit(propose(undefined), { kind: 'rename', column: 'age', name: 'sex' })
    expect(edited.plan.columns).toEqual(PLAN.columns)
  })

  it('divides a series by time', () => {
    const series = { ...DEFAULT_SERIES, time: 'age' }
    const edited = edit(propose(undefined), { kind: 'series', series })
    expect(edited.plan).toMatchObject({ series, split: { kind: 'timeOrdered', column: 'age' } })
  })

  it('does nothing before a table was read', () => {
    expect(
      reduceWizard(undefined, { kind: 'edited', edit: { kind: 'task', task: 'binary' } }),
    ).toBeUndefined()
  })
})
