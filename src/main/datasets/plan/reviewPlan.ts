/** @file Looks at a table with a plan in hand: counts, profiles, remarks, and what still stands in the way. */
import type { DatasetPlan, RejectedRow } from '../../../shared/domain/dataset'
import type { ImportPreview } from '../../../shared/domain/importPreview'
import { nameColumns } from '../import/sniff/sniffHeader'
import { createRowReader, placeOf } from '../import/table/readBack'
import type { Table } from '../import/table/table'
import type { LoadedTable } from '../import/table/tableCache'
import { countDuplicates } from '../profile/countDuplicates'
import { associate, profileColumns, type ProfileOptions } from '../profile/profileColumns'
import { suggestTypes } from '../profile/suggestType'
import { applyCorrections } from './applyCorrections'
import { divide, type Division } from './divide'
import { findProblem } from './findProblem'
import { listRemarks } from './listRemarks'
import { cutWindows } from './orderRows'
import { layOver, meaningOf, type PlanData } from './planData'
import { completeRecipe } from './recipe/recipeSteps'

/** A preview without what concerns the source. */
export type Review = Omit<ImportPreview, 'source' | 'rejected' | 'reasons'>

/** What a plan makes of a table: its columns as it reads them, and its rows divided. */
export interface AppliedPlan {
  readonly data: PlanData
  readonly division: Division
}

/** @throws {dataset/unknown-column} */
export function applyPlan(table: Table, asked: DatasetPlan): AppliedPlan {
  const data = layOver({ ...asked, recipe: completeRecipe(asked) }, table)
  return applyCorrections({ data, division: divide(data) })
}

export function reviewPlan(table: Table, { data, division }: AppliedPlan, fileName: string): Review {
  const { plan } = data
  const profiles = profileAll(table, data)
  const problem = findProblem(data, division, fileName)
  const { renamedCount } = nameColumns(table.header, table.columns.length)
  const { parts, selection, classes, order } = division
  const samples = cutWindows(plan, order, parts)?.ends ?? parts
  return {
    plan,
    problem: problem && { code: problem.code, details: { ...problem.details } },
    rowCount: table.rowCount - selection.misread.length,
    rejectedCount: table.rejected.length + selection.misread.length,
    profiles,
    rows: table.head.map((cells) =>
      cells.map((cell) => (cell === '' || plan.dialect.missing.includes(cell) ? null : cell)),
    ),
    foldCount: Math.max(1, division.folds.length),
    counts: { train: samples.train.length, validation: samples.validation.length, test: samples.test.length },
    classes: (classes?.labels ?? [])
      .map((label, index) => ({ label, count: classes?.counts[index] ?? 0 }))
      .sort((left, right) => right.count - left.count),
    remarks: listRemarks({
      ...{ data, division, profiles, renamedCount },
      known: table.known,
      duplicateCount: countDuplicates(table),
    }),
  }
}

function profileAll(table: Table, { plan, target }: PlanData) {
  const meaning = meaningOf(plan)
  const names = new Map(plan.columns.map(({ index, name }) => [index, name]))
  const suggested = suggestTypes(
    table,
    table.columns.map((_, index) => names.get(index) ?? ''),
    meaning,
  )
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

/** All rows kept aside, file by file, in the order of their lines. */
export function listRejected({ table, reading, division }: LoadedTable & AppliedPlan): RejectedRow[] {
  const read = createRowReader(table, reading.decimal)
  const misread = division.selection.misread.map(({ row, column, cause }) => ({
    ...placeOf(table, row),
    column,
    cause,
    text: read(row).join(reading.delimiter).slice(0, 200),
  }))
  return [...table.rejected, ...misread].sort(
    (left, right) => compareFiles(left.file ?? '', right.file ?? '') || left.line - right.line,
  )
}

function compareFiles(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
