import type { InvokeOutput } from '../../../shared/contract/invokes'
import type { DialectChoice } from '../../../shared/domain/dialect'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { FileId } from '../../../shared/domain/ids'
import { openPictureTensor, type SourceFile } from '../../datasets'
import type { OpenPictures } from '../../training'
import type { ServiceContext } from '../context'
import type { FileService } from '../data/files'
import type { PreparedData } from '../data/preparedData'
import { toCsv } from '../downloads/csv'
import { toDownload } from '../downloads/download'
import { readsEarlierRows } from './predictFields'
import { predictAll, seriesOf } from './predictRows'
import { toRawRows, withPredictions, type CellTable } from './predictTable'
import type { TrainedTrial } from './trainedTrial'

export type PredictedFile = InvokeOutput<'predict:file'>

/** Rows of a predicted file that are shown before it is kept. */
const PREVIEW_ROWS = 20
/** Rows aside that are named one by one. */
const LISTED_ROWS = 1000

export interface FileParts {
  readonly files: FileService
  readonly prepared: PreparedData
}

/** @throws {predict/missing-column} {predict/not-a-number} */
export async function predictFile(
  context: ServiceContext,
  { files, prepared }: FileParts,
  { trial, fileId }: { trial: TrainedTrial; fileId: FileId },
): Promise<PredictedFile> {
  const { hasHeader, decimal, missing } = trial.version.plan.dialect
  const dialect = { hasHeader, decimal, missing }
  const file = files.source(fileId)
  const table = await context.datasets.readCells(file, dialect)
  const { fitted } = prepared.meta(trial.model.dataFolder)
  const rows = toRawRows(table, namesOf(fitted, trial))
  const openPictures = openFrom(context, file, dialect)
  const predictions = await predictAll(context, { trial, rows, openPictures })
  return {
    ...toPredictedFile(withPredictions(table, fitted, predictions), file.fileName),
    rejected: table.rejected.slice(0, LISTED_ROWS),
    rejectedCount: table.rejected.length,
    unpredictedCount: predictions.filter(({ value }) => value === null).length,
  }
}

/** What the model reads, and what tells the order of the rows where that matters. */
function namesOf(fitted: FittedRecipe, { version }: TrainedTrial): string[] {
  const reads = fitted.reads.map(({ column }) => column)
  if (!readsEarlierRows(fitted)) return reads
  const { time, group } = seriesOf(version.plan).series
  return [...new Set([...reads, ...[time, group].filter((name) => name !== null)])]
}

/** Pictures that cells of a source tell by name. */
export function openFrom(
  { datasets }: ServiceContext,
  file: SourceFile,
  dialect: DialectChoice,
): OpenPictures {
  return async (names, geometry) =>
    openPictureTensor(await datasets.decodePictures({ file, dialect, cells: [...names], geometry }))
}

function toPredictedFile(
  { header, rows }: CellTable,
  fileName: string,
): Omit<PredictedFile, 'rejected' | 'rejectedCount' | 'unpredictedCount'> {
  const stem = fileName.replace(/\.[^.]*$/, '')
  return {
    rowCount: rows.length,
    header,
    preview: rows.slice(0, PREVIEW_ROWS).map((cells) => cells.map((cell) => String(cell ?? ''))),
    download: toDownload(toCsv(header, rows), { stem, suffix: ' predicted.csv', mediaType: 'text/csv' }),
  }
}
