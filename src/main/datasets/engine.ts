/** @file The data engine: reads tables, proposes and reviews plans, prepares tensors. Heavy; it runs in the import worker. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatasetPlan } from '../../shared/domain/dataset'
import type { DialectChoice } from '../../shared/domain/dialect'
import type { ImportPreview } from '../../shared/domain/importPreview'
import type { ImportReason } from '../../shared/domain/importReason'
import { AppError } from '../../shared/errors/appError'
import { canonicalJson } from '../../shared/util/canonicalJson'
import { createDecodedPictures } from './decodedPictures'
import { compareTexts } from './drift/compareTexts'
import { measurePictures } from './drift/measurePictures'
import { picturesOf } from './import/formats/picturesOf'
import { nameColumns } from './import/sniff/sniffHeader'
import { createRowReader, pageRows } from './import/table/readBack'
import { createTableCache, type OnProgress, type TableCache } from './import/table/tableCache'
import { MAX_PREVIEW_REJECTED } from './limits'
import { findProblem } from './plan/findProblem'
import { createPlanCache, type LoadedPlan } from './plan/planCache'
import { findMissingTokens, proposePlan } from './plan/proposePlan'
import { listRejected, reviewPlan } from './plan/reviewPlan'
import { prepareFolder } from './prepare'
import type { OpenPictures } from './prepare/pictureRows'
import { createDescriber } from './sources/describeSource'
import { createSourceOpener } from './sources/openSource'
import type { DatasetEngine, FileCells, RowsRequest, SourceFile } from './types'
import { createViews } from './views/createViews'

export interface DatasetEngineOptions {
  /** Where archives are unpacked; what lies there can be made again. @default a folder of the system's own */
  readonly cacheFolder?: string | undefined
  readonly onProgress?: OnProgress | undefined
}

type OpenTensor = (file: SourceFile, loaded: LoadedPlan) => OpenPictures

/** Keeps the table and the plan that were asked for last, so that looking at them again is instant. */
export function createDatasetEngine({ cacheFolder, onProgress }: DatasetEngineOptions = {}): DatasetEngine {
  const describe = createDescriber()
  const caches = cacheFolder ?? join(tmpdir(), 'fettle-cache')
  const openSource = createSourceOpener({ cacheFolder: caches, describe })
  const tables = createTableCache({ openSource, onProgress })
  const apply = createPlanCache(tables)
  const decoded = createDecodedPictures(caches, describe)

  const openTensor: OpenTensor = (file, loaded) => (cells, geometry) =>
    decoded.open({ file, loaded, cells, geometry })

  const review = async (file: SourceFile, plan: DatasetPlan): Promise<ImportPreview> => {
    const source = await describe(file)
    const applied = await apply(file, plan)
    return {
      ...reviewPlan(applied.table, applied, file.fileName),
      source,
      rejected: listRejected(applied).slice(0, MAX_PREVIEW_REJECTED),
      reasons: await explain(tables, file, applied),
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
      if (reading.format === 'pictures' && table.rowCount === 1) {
        throw new AppError('dataset/one-picture', { name: file.fileName })
      }
      return review(file, proposePlan(table, reading, choice))
    },
    async prepare(file, plan, folder, fold = 0) {
      const loaded = await apply(file, plan)
      const { data, division } = loaded
      const problem = findProblem(data, division, file.fileName)
      if (problem) throw problem
      return prepareFolder(data, division, folder, { fold, openPictures: openTensor(file, loaded) })
    },
    rejected: async (file, plan) => listRejected(await apply(file, plan)),
    rows: async (request) => openRows(await apply(request.file, request.plan), request),
    readCells: (file, choice) => readCells(tables, file, choice),
    async decodePictures({ file, dialect, cells, geometry }) {
      const loaded = await tables.load(file, { dialect, textColumns: 'all', fewestColumns: 1 })
      return decoded.write({ file, loaded, cells, geometry })
    },
    ...createMeasures(tables),
    ...createViews(apply, openTensor),
  }
}

/** Neither those that are sealed nor those that could not be read. */
function openRows({ table, reading, division }: LoadedPlan, { plan, offset, limit }: RowsRequest) {
  const isHidden = new Uint8Array(table.rowCount)
  for (const row of division.parts.test) isHidden[row] = 1
  for (const { row } of division.selection.misread) isHidden[row] = 1
  const missing = new Set(plan.dialect.missing)
  return pageRows({ table, decimal: reading.decimal, missing, isHidden, offset, limit })
}

function createMeasures(tables: TableCache): Pick<DatasetEngine, 'measurePictures' | 'compareTexts'> {
  return {
    async measurePictures({ file, dialect, cells }) {
      const loaded = await tables.load(file, { dialect, textColumns: 'all', fewestColumns: 1 })
      return measurePictures(await picturesOf(loaded, cells))
    },
    compareTexts: (before, now) => Promise.resolve(compareTexts(before, now)),
  }
}

async function readCells(tables: TableCache, file: SourceFile, choice: DialectChoice): Promise<FileCells> {
  const { table, reading } = await tables.load(file, {
    dialect: choice,
    textColumns: 'all',
    fewestColumns: 1,
  })
  const missing = new Set(choice.missing ?? [])
  const read = createRowReader(table, reading.decimal)
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    read(row).map((cell) => (cell === '' || missing.has(cell) ? null : cell)),
  )
  const { names } = nameColumns(table.header, table.columns.length)
  return { header: names, rows, rejected: [...table.rejected] }
}

async function explain(
  tables: TableCache,
  file: SourceFile,
  { table, reading, data }: LoadedPlan,
): Promise<ImportReason[]> {
  const { missing } = data.plan.dialect
  const found = findMissingTokens(table)
  const tokens = missing.join(' ')
  const isFound = canonicalJson([...missing].sort()) === canonicalJson(found)
  const why = isFound ? (found.length > 0 ? 'tokens' : 'noTokens') : 'chosen'
  return [
    ...(await tables.explain(file, reading)),
    { what: 'missing', why, values: { tokens, value: tokens } },
  ]
}
