/** @file Lays plans over files and keeps the last one: paging through rows asks for the same again and again. */
import type { DatasetPlan } from '../../../shared/domain/dataset'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { Table } from '../import/table/table'
import type { LoadedTable, TableCache } from '../import/table/tableCache'
import type { SourceFile } from '../types'
import { textColumnsOf } from './planData'
import { applyPlan, type AppliedPlan } from './reviewPlan'

export interface LoadedPlan extends LoadedTable, AppliedPlan {}

/** @throws {dataset/*} {file/unreadable} */
export type ApplyToFile = (file: SourceFile, plan: DatasetPlan) => Promise<LoadedPlan>

export function createPlanCache(tables: TableCache): ApplyToFile {
  // Weak, so that a table which the cache let go does not stay for its last plan.
  const lastPlans = new WeakMap<Table, LoadedPlan & { readonly key: string }>()
  return async (file, plan) => {
    const loaded = await tables.load(file, { dialect: plan.dialect, textColumns: textColumnsOf(plan) })
    const key = canonicalJson(plan)
    const last = lastPlans.get(loaded.table)
    if (last?.key === key) return last
    const applied = { ...loaded, ...applyPlan(loaded.table, plan), key }
    lastPlans.set(loaded.table, applied)
    return applied
  }
}
