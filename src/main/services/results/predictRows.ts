import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { FileId } from '../../../shared/domain/ids'
import type { Prediction } from '../../../shared/domain/prediction'
import { AppError } from '../../../shared/errors/appError'
import {
  createPredictor,
  exportTrained,
  type NoPrediction,
  type OpenPictures,
  type Predictor,
  type RawRow,
  type SeriesReading,
} from '../../training'
import type { ServiceContext } from '../context'
import type { FileService } from '../data/files'
import { readsEarlierRows } from './predictFields'
import type { TrainedTrial } from './trainedTrial'

/** @throws {predict/no-target} for a model that gives rows back or makes them. @throws {predict/matches} for an embedding. */
export function refuseWithoutTarget({ training }: TrainedTrial['model']): void {
  if (training.mode === 'embedding') throw new AppError('predict/matches')
  if (training.mode !== 'supervised') throw new AppError('predict/no-target')
}

export interface RowsToPredict {
  readonly trial: TrainedTrial
  readonly rows: readonly RawRow[]
  /** For pictures that rows tell by name. */
  readonly openPictures?: OpenPictures
}

/** A model that answers until it is disposed of. @throws {predict/no-target} {predict/matches} */
export async function openPredictor(
  { version: appVersion }: Pick<ServiceContext, 'version'>,
  { trial, openPictures }: Pick<RowsToPredict, 'trial' | 'openPictures'>,
): Promise<{ readonly predictor: Predictor; readonly fitted: FittedRecipe }> {
  const { model, version, onnxFile } = trial
  refuseWithoutTarget(model)
  const exported = await exportTrained(model, appVersion)
  const { fitted } = exported
  const predictor = await createPredictor({
    ...exported,
    ...(onnxFile === undefined ? {} : { onnx: await readFile(onnxFile) }),
    reading: version.plan.dialect,
    series: readsEarlierRows(fitted) ? seriesOf(version.plan) : undefined,
    openPictures,
  })
  return { predictor, fitted }
}

/** An answer a row, in order. @throws {predict/no-target} {predict/not-a-number} */
export async function predictAll(
  context: Pick<ServiceContext, 'version'>,
  { rows, ...wanted }: RowsToPredict,
): Promise<(Prediction | NoPrediction)[]> {
  const { predictor } = await openPredictor(context, wanted)
  try {
    return await predictor.predict(rows)
  } finally {
    await predictor.dispose()
  }
}

/** How the rows of a plan follow each other. */
export function seriesOf({ series, split, columns }: DatasetPlan): SeriesReading {
  const time = series ? series.time : split.kind === 'timeOrdered' ? split.column : null
  return {
    series: { time, group: series?.group ?? null, breaksAtGaps: series?.breaksAtGaps ?? false },
    isDate: columns.find(({ name }) => name === time)?.type === 'date',
  }
}

/** @returns the rows with the files of their pictures, which they tell by id; the files are let go. */
export async function readPictureCells(
  files: FileService,
  { reads }: FittedRecipe,
  rows: readonly RawRow[],
): Promise<RawRow[]> {
  const columns = reads.filter(({ kind }) => kind === 'picture').map(({ column }) => column)
  return Promise.all(
    rows.map(async (row) => {
      const cells = await Promise.all(
        columns.map(async (column) => [column, await readCell(files, row[column])]),
      )
      return { ...row, ...Object.fromEntries(cells) } as RawRow
    }),
  )
}

async function readCell(files: FileService, cell: RawRow[string] | undefined): Promise<Uint8Array | null> {
  const fileId = v.safeParse(FileId, cell)
  if (!fileId.success) return null
  const bytes = await readFile(files.source(fileId.output).path)
  files.discard(fileId.output)
  return bytes
}

/** @throws {predict/missing-cell} {predict/not-a-picture} {predict/too-few-rows} for a row that has no prediction. */
export function requireAnswers<Answer extends object>(
  answers: readonly (Answer | NoPrediction)[],
  rows: readonly RawRow[],
  { window }: FittedRecipe,
): Answer[] {
  return answers.map((answer, index) => {
    if (!isNone(answer)) return answer
    const { column } = answer
    if (column === null) throw new AppError('predict/too-few-rows', { lookback: window?.lookback ?? 1 })
    const isBroken = rows[index]?.[column] instanceof Uint8Array
    throw new AppError(isBroken ? 'predict/not-a-picture' : 'predict/missing-cell', { column })
  })
}

function isNone(answer: object): answer is NoPrediction {
  return 'column' in answer
}
