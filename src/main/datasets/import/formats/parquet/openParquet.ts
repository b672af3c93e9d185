/** @file Opens Parquet: one file, or several with the same columns. */
import { AppError } from '../../../../../shared/errors/appError'
import { openAlike } from '../openAlike'
import { PLAIN_READING, type OpenTable } from '../types'
import { openParquetPart } from './readParquet'

export const openParquet: OpenTable = async ({ source, fewestColumns }) => {
  const { standard, fitted, reasons } = await openAlike(source, 'parquet', openParquetPart)
  if (standard.width < fewestColumns) throw new AppError('dataset/one-column', { name: source.file.fileName })
  return {
    reading: { ...PLAIN_READING, format: 'parquet' },
    reasons: [...reasons, { what: 'header', why: 'keys', values: {} }],
    load: fitted('.'),
  }
}
