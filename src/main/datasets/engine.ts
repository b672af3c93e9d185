/** @file The data engine: reads tables, proposes and reviews plans, prepares tensors. Heavy; it runs in the import worker. */
import type { DatasetPlan, DatasetSource } from '../../shared/domain/dataset'
import type { ImportPreview } from '../../shared/domain/importPreview'
import { AppError } from '../../shared/errors/appError'
import { fromWireError, WireError } from '../../shared/errors/wireError'
import * as v from 'valibot'
import { createDescriber } from './import/describeFile'
import { scanFile } from './import/loadTable'
import { openDialect } from './import/openDialect'
import { addTexts, pageRows } from './import/rereadRows'
import { nameColumns } from './import/sniffHeader'
import { createTableCache, type LoadedTable, type OnProgress } from './import/tableCache'
import { MAX_PREVIEW_REJECTED } from './limits'
import { textColumnsOf } from './plan/planData'
import { proposePlan } from './plan/proposePlan'
import { listRejected, reviewPlan, type Review } from './plan/reviewPlan'
import { prepareFolder } from './prepare'
import type { DatasetEngine, SourceFile } from './types'

export interface DatasetEngineOptions {
  readonly onProgress?: OnProgress
}

interface Reviewed extends LoadedTable {
  readonly review: Review
  readonly source: DatasetSource
}

/** Keeps the table that was read last, so that looking at it again with another plan is instant. */
export function createDatasetEngine({ onProgress }: DatasetEngineOptions = {}): DatasetEngine {
  const tables = createTableCache(onProgress)
  const describe = createDescriber()

  const examine = async (file: SourceFile, plan: DatasetPlan): Promise<Reviewed> => {
    const source = await describe(file)
    const { table, reading } = await tables.load(file, {
      dialect: plan.dialect,
      textColumns: textColumnsOf(plan),
    })
    return { table, reading, review: reviewPlan(table, plan, source), source }
  }
  const preview = async (file: SourceFile, plan: DatasetPlan): Promise<ImportPreview> => {
    const { table, reading, source, review } = await examine(file, plan)
    const { data: _data, division, ...seen } = review
    const rejected = listRejected(table, division).slice(0, MAX_PREVIEW_REJECTED)
    return { ...seen, source, rejected: await addTexts(file, reading, rejected) }
  }

  return {
    describe,
    review: preview,
    async propose(file, choice) {
      const { table, reading } = await tables.load(file, { dialect: choice, textColumns: [] })
      if (table.rowCount + table.rejected.length === 0)
        throw new AppError('dataset/no-rows', { name: file.fileName })
      return preview(file, proposePlan(table, reading, choice))
    },
    async prepare(file, plan, folder) {
      const { data, division, problem } = (await examine(file, plan)).review
      if (problem) throw fromWireError(v.parse(WireError, problem))
      return prepareFolder(data, division, folder)
    },
    async rejected(file, plan) {
      const { table, reading, review } = await examine(file, plan)
      return addTexts(file, reading, listRejected(table, review.division))
    },
    async rows({ file, plan, offset, limit }) {
      const { table, reading, review } = await examine(file, plan)
      const { parts, selection } = review.division
      const isHidden = new Uint8Array(table.rowCount)
      for (const row of parts.test) isHidden[row] = 1
      for (const { row } of selection.misread) isHidden[row] = 1
      const missing = new Set(plan.dialect.missing)
      return pageRows(file, { reading, missing, isHidden, offset, limit })
    },
    async readCells(file, choice) {
      const reading = await openDialect(file, choice, 1)
      const missing = new Set(choice.missing ?? [])
      const rows: (string | null)[][] = []
      const header = await scanFile(
        { file, reading },
        {
          onRow: (cells) => rows.push(cells.map((cell) => (cell === '' || missing.has(cell) ? null : cell))),
          onRejected: () => undefined,
        },
      )
      return { header: nameColumns(header, reading.width).names, rows }
    },
  }
}
