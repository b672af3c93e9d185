/** @file What is worth a look before a plan is used. */
import type { ColumnProfile } from '../../../shared/domain/column'
import type { ImportRemark } from '../../../shared/domain/importPreview'
import type { Table } from '../import/table/table'
import { commonestShare } from '../profile/commonestShare'
import { findAcrossParts } from '../profile/countDuplicates'
import { findLeak } from '../profile/findLeaks'
import type { Division } from './divide'
import type { PlanData } from './planData'
import { isConstant } from './proposePlan'
import { rawKindOf } from './recipe/rawColumns'

/** Distinct categories from which on a column is remarked upon. */
const MANY_CATEGORIES = 30
/** Share of the commonest cell from which on a column hardly changes. */
const NEAR_CONSTANT = 0.99
/** Rows below which a class is rare. */
const RARE_CLASS = 10
const MOST_RARE_CLASSES = 10

export interface RemarkOptions {
  readonly data: PlanData
  readonly division: Division
  readonly profiles: readonly ColumnProfile[]
  /** What the format says of each column; of facts about files nobody expects that they differ. */
  readonly known: Table['known']
  readonly renamedCount: number
  readonly duplicateCount: number
}

/** What concerns the whole table first, then column by column; the `column` of a rare class is its label. */
export function listRemarks(options: RemarkOptions): ImportRemark[] {
  const { data, division, profiles, known, renamedCount, duplicateCount } = options
  const table = [
    counted('renamedColumns', renamedCount),
    counted('duplicateRows', duplicateCount),
    counted('acrossParts', countAcrossParts(data, division)),
    counted('droppedRows', division.selection.droppedCount),
    ...rareClasses(division),
  ]
  const columnsByIndex = new Map(data.plan.columns.map((column) => [column.index, column]))
  const { required } = division.selection
  const columns = profiles.flatMap((profile) => {
    const column = columnsByIndex.get(profile.index)
    if (column?.role === 'ignored') return known[column.index]?.isAside ? [] : remarkIgnored(profile)
    if (column?.role !== 'input') return []
    const isFilled = !required.has(profile.name)
    return remarkInput(profile, {
      rowCount: data.rowCount,
      isFilled,
      isCategory: rawKindOf(column) === 'category',
    })
  })
  return [
    ...table.filter((remark) => remark !== null),
    ...findLeaks(data, division),
    ...findNearConstants(data, division),
    ...columns,
  ]
}

function counted(kind: ImportRemark['kind'], value: number): ImportRemark | null {
  return value > 0 ? { kind, column: null, value } : null
}

function rareClasses({ classes }: Division): ImportRemark[] {
  return (classes?.labels ?? [])
    .flatMap((label, index): ImportRemark[] => {
      const count = classes?.counts[index] ?? 0
      return count < RARE_CLASS ? [{ kind: 'rareClass', column: label, value: count }] : []
    })
    .slice(0, MOST_RARE_CLASSES)
}

/** In a series, neighbouring rows share most of what is read anyway. */
function countAcrossParts({ plan, inputs }: PlanData, { parts }: Division): number {
  return plan.series ? 0 : findAcrossParts(inputs, parts).length
}

function findNearConstants({ inputs }: PlanData, { selection }: Division): ImportRemark[] {
  return inputs.flatMap((input): ImportRemark[] => {
    const value = commonestShare(input, selection.rows)
    return value > NEAR_CONSTANT && value < 1
      ? [{ kind: 'nearConstant', column: input.column.name, value }]
      : []
  })
}

/** In a series everything that is read came before: what tells the target of its own row gives nothing away. */
function findLeaks({ plan, inputs, target }: PlanData, { selection }: Division): ImportRemark[] {
  if (!target || plan.series) return []
  return inputs.flatMap((input): ImportRemark[] => {
    const value = findLeak(input, target, selection.rows)
    return value === null ? [] : [{ kind: 'leaking', column: input.column.name, value }]
  })
}

function remarkIgnored(profile: ColumnProfile): ImportRemark[] {
  const { name: column, suggestedType } = profile
  if (profile.distinct === 0) return [{ kind: 'allMissing', column, value: null }]
  if (isConstant(profile)) return [{ kind: 'constant', column, value: null }]
  if (suggestedType === 'identifier') return [{ kind: 'identifier', column, value: profile.distinct }]
  return suggestedType === 'text' ? [{ kind: 'textLeftOut', column, value: profile.distinct }] : []
}

interface InputFacts {
  readonly rowCount: number
  readonly isFilled: boolean
  readonly isCategory: boolean
}

function remarkInput(profile: ColumnProfile, { rowCount, isFilled, isCategory }: InputFacts): ImportRemark[] {
  const { name: column, missing } = profile
  const remarks: ImportRemark[] = []
  const share = missing / Math.max(1, rowCount)
  if (isConstant(profile)) remarks.push({ kind: 'constant', column, value: null })
  if (share > 0.5) remarks.push({ kind: 'mostlyMissing', column, value: share })
  if (missing > 0 && isFilled) remarks.push({ kind: 'filled', column, value: missing })
  if (isCategory && profile.distinct > MANY_CATEGORIES) {
    remarks.push({ kind: 'manyCategories', column, value: profile.distinct })
  }
  return remarks
}
