/** @file What the data engine offers: reading, reviewing and preparing tables. All of it runs in the import worker. */
import type { DatasetPlan, DatasetSource, RejectedRow } from '../../shared/domain/dataset'
import type { DialectChoice } from '../../shared/domain/dialect'
import type { ImportPreview } from '../../shared/domain/importPreview'
import type { PictureGeometry } from '../../shared/domain/pictureGeometry'
import type { PreparedMeta } from '../../shared/domain/preparedMeta'
import type { PictureFigures } from '../../shared/domain/drift'
import type { TextDrift } from './drift/compareTexts'
import type { SourceFile } from './sourceFile'
import type { DatasetViews } from './views/types'

export type { SourceFile } from './sourceFile'

export interface DatasetEngine extends DatasetViews {
  /** @throws {dataset/*} in words the user can act on. */
  propose(file: SourceFile, dialect: DialectChoice): Promise<ImportPreview>
  review(file: SourceFile, plan: DatasetPlan): Promise<ImportPreview>
  /**
   * Splits, fits the recipe on the training rows of a fold, applies it, and writes tensors and their description into `folder`.
   * @param fold from 0 @default 0
   */
  prepare(file: SourceFile, plan: DatasetPlan, folder: string, fold?: number): Promise<PreparedMeta>
  /** Rows as they were read, without the sealed test rows. */
  rows(request: RowsRequest): Promise<{ total: number; rows: (string | null)[][] }>
  rejected(file: SourceFile, plan: DatasetPlan): Promise<RejectedRow[]>
  /** Raw cells of a file by column name, for prediction; columns that the file lacks are absent. */
  readCells(file: SourceFile, dialect: DialectChoice): Promise<FileCells>
  /** Decodes pictures of a source to one size. @returns the file of their tensor, for `openPictureTensor`. */
  decodePictures(request: PicturesRequest): Promise<string>
  /** A few figures of each picture, in order; null for one that cannot be read. */
  measurePictures(request: Omit<PicturesRequest, 'geometry'>): Promise<(PictureFigures | null)[]>
  /** Whether texts are still written in the words of those of before. */
  compareTexts(before: readonly string[], now: readonly string[]): Promise<TextDrift>
  /** Size and hash of a file. */
  describe(file: SourceFile): Promise<DatasetSource>
}

export interface FileCells {
  readonly header: string[]
  /** Null where missing. */
  readonly rows: (string | null)[][]
  /** Rows that could not be read: they are not among `rows`. */
  readonly rejected: RejectedRow[]
}

export interface PicturesRequest {
  readonly file: SourceFile
  readonly dialect: DialectChoice
  /** Cells of the column of pictures, as `readCells` gives them, in the order in which the pictures are wanted. */
  readonly cells: readonly string[]
  readonly geometry: PictureGeometry
}

export interface RowsRequest {
  readonly file: SourceFile
  readonly plan: DatasetPlan
  readonly offset: number
  readonly limit: number
}
