/** @file A closer look at a table than its import takes. It sees training and validation rows only. */
import type { DataProfile } from '../../../shared/domain/dataProfile'
import type { Table } from '../import/table/table'
import type { Division } from '../plan/divide'
import type { PlanData } from '../plan/planData'
import { associationMatrix } from './associationMatrix'
import { detailColumn } from './columnDetails'
import { countDuplicates, findAcrossParts } from './countDuplicates'
import { openColumn, openRows } from './openColumn'

/** The part of a profile that every table has; its columns are the inputs and, first of all, the target. */
export type TableProfile = Pick<DataProfile, 'columns' | 'associations' | 'duplicates'>

export function profileTable(
  table: Table,
  { data, division }: { data: PlanData; division: Division },
): TableProfile {
  const rows = openRows(division)
  const target = data.target && openColumn(data.target, rows)
  const inputs = data.inputs
    .filter((input) => input !== data.target)
    .map((input) => ({ name: input.column.name, column: openColumn(input, rows) }))
  const all = data.target ? [{ name: data.target.column.name, column: target }, ...inputs] : inputs
  return {
    columns: all.map(({ name, column }) => detailColumn(name, column, target)),
    associations: associationMatrix(all.flatMap(({ column }) => column ?? [])),
    duplicates: {
      rows: countDuplicates(table),
      // Of a series whole windows would have to be alike.
      acrossParts: data.plan.series ? 0 : findAcrossParts(data.inputs, division.parts).length,
    },
  }
}
