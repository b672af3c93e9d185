/** @file Looks at a table with a plan in hand: counts, profiles, remarks, and what still stands in the way. */
import type { DatasetPlan, RejectedRow } from '../../../shared/domain/dataset'
import type { ImportPreview } from '../../../shared/domain/importPreview'
import { nameColumns } from '../import/sniff/sniffHeader'
import type { Table } from '../import/table/table'
import { countDuplicates } from '../profile/countDuplicates'
import { associate, profileColumns, type ProfileOptions } from '../profile/profileColumns'
import { suggestType } from '../profile/suggestType'
import { divide, type Division } from './divide'
import { findProblem } from './findProblem'
import { listRemarks } from './listRemarks'
import { layOver, meaningOf, type PlanData } from './planData'
import { completeRecipe } from './recipeSteps'

/** A preview without what has to be read from the file again. */
export type Review = Omit<ImportPreview, 'source' | 'rejected'>

/** What a plan makes of a table: its columns as it reads them, and its rows divided. */
export interface AppliedPlan {
  readonly data: PlanData
  readonly division: Division
}

/** @throws {dataset/unknown-column} */
export function applyPlan(table: Table, asked: DatasetPlan): AppliedPlan {
  const data = layOver({ ...asked, recipe: completeRecipe(asked) }, table)
  return { data, division: divide(data) }
}

export function reviewPlan(table: Table, { data, division }: AppliedPlan, fileName: string): Review {
  const { plan } = data
  const profiles = profileAll(table, data)
  const problem = findProblem(data, division, fileName)
  const { renamedCount } = nameColumns(table.header, table.columns.length)
  const { parts, selection, classes } = division
  return {
    plan,
    problem: problem && { code: problem.code, details: { ...problem.details } },
    rowCount: table.rowCount - selection.misread.length,
    rejectedCount: table.rejected.length + selection.misread.length,
    profiles,
    rows: table.head.map((cells) =>
      cells.map((cell) => (cell === '' || plan.dialect.missing.includes(cell) ? null : cell)),
    ),
    counts: { train: parts.train.length, validation: parts.validation.length, test: parts.test.length },
    classes: (classes?.labels ?? [])
      .map((label, index) => ({ label, count: classes?.counts[index] ?? 0 }))
      .sort((left, right) => right.count - left.count),
    remarks: listRemarks({ data, division, profiles, renamedCount, duplicateCount: countDuplicates(table) }),
  }
}

function profileAll(table: Table, { plan, target }: PlanData) {
  const meaning = meaningOf(plan)
  const names = new Map(plan.columns.map(({ index, name }) => [index, name]))
  const suggested = table.columns.map((column, index) => suggestType(column, names.get(index) ?? '', meaning))
  const options: ProfileOptions = { table, meaning, suggested }
  const profiles = profileColumns(plan.columns, options)
  if (!target) return profiles
  return associate(profiles, {
    ...options,
    target:
      target.kind === 'number'
        ? { kind: 'number', values: target.view.values }
        : { kind: 'classes', view: target.view },
    targetIndex: target.column.index,
    types: new Map(plan.columns.map(({ index, type }) => [index, type])),
  })
}

/** All rows kept aside, in file order; those that a type forbids still lack their text. */
export function listRejected(table: Table, { selection }: Division): RejectedRow[] {
  const misread = selection.misread.map(({ row, column, cause }) => ({
    line: table.lines[row] ?? 0,
    column,
    cause,
    text: '',
  }))
  return [...table.rejected, ...misread].sort((left, right) => left.line - right.line)
}
