/** @file The data engine: reads tables, proposes and reviews plans, prepares tensors. Heavy; it runs in the import worker. */
import type { DatasetPlan, RejectedRow } from '../../shared/domain/dataset'
import type { DialectChoice } from '../../shared/domain/dialect'
import type { ImportPreview } from '../../shared/domain/importPreview'
import { AppError } from '../../shared/errors/appError'
import { createDescriber } from './import/file/describeFile'
import { scanFile } from './import/table/loadTable'
import { openDialect } from './import/sniff/openDialect'
import { addTexts, pageRows } from './import/table/rereadRows'
import { nameColumns } from './import/sniff/sniffHeader'
import { createTableCache, type OnProgress } from './import/table/tableCache'
import { MAX_PREVIEW_REJECTED } from './limits'
import { findProblem } from './plan/findProblem'
import { createPlanCache } from './plan/planCache'
import { proposePlan } from './plan/proposePlan'
import { listRejected, reviewPlan } from './plan/reviewPlan'
import { prepareFolder } from './prepare'
import type { DatasetEngine, FileCells, SourceFile } from './types'

export interface DatasetEngineOptions {
  readonly onProgress?: OnProgress
}

/** Keeps the table and the plan that were asked for last, so that looking at them again is instant. */
export function createDatasetEngine({ onProgress }: DatasetEngineOptions = {}): DatasetEngine {
  const tables = createTableCache(onProgress)
  const apply = createPlanCache(tables)
  const describe = createDescriber()

  const review = async (file: SourceFile, plan: DatasetPlan): Promise<ImportPreview> => {
    const source = await describe(file)
    const applied = await apply(file, plan)
    const rejected = listRejected(applied.table, applied.division).slice(0, MAX_PREVIEW_REJECTED)
    return {
      ...reviewPlan(applied.table, applied, file.fileName),
      source,
      rejected: await addTexts(file, applied.reading, rejected),
    }
  }

  return {
    describe,
    review,
    async propose(file, choice) {
      const { table, reading } = await tables.load(file, { dialect: choice, textColumns: [] })
      if (table.rowCount + table.rejected.length === 0) {
        throw new AppError('dataset/no-rows', { name: file.fileName })
      }
      return review(file, proposePlan(table, reading, choice))
    },
    async prepare(file, plan, folder) {
      const { data, division } = await apply(file, plan)
      const problem = findProblem(data, division, file.fileName)
      if (problem) throw problem
      return prepareFolder(data, division, folder)
    },
    async rejected(file, plan) {
      const { table, reading, division } = await apply(file, plan)
      return addTexts(file, reading, listRejected(table, division))
    },
    async rows({ file, plan, offset, limit }) {
      const { table, reading, division } = await apply(file, plan)
      const isHidden = new Uint8Array(table.rowCount)
      for (const row of division.parts.test) isHidden[row] = 1
      for (const { row } of division.selection.misread) isHidden[row] = 1
      return pageRows(file, {
        table,
        reading,
        missing: new Set(plan.dialect.missing),
        isHidden,
        offset,
        limit,
      })
    },
    readCells,
  }
}

async function readCells(file: SourceFile, choice: DialectChoice): Promise<FileCells> {
  const reading = await openDialect(file, choice, 1)
  const missing = new Set(choice.missing ?? [])
  const rows: (string | null)[][] = []
  const rejected: RejectedRow[] = []
  const header = await scanFile(
    { file, reading },
    {
      onRow: (cells) => rows.push(cells.map((cell) => (cell === '' || missing.has(cell) ? null : cell))),
      onRejected: (row) => rejected.push(row),
    },
  )
  return { header: nameColumns(header, reading.width).names, rows, rejected }
}
