/** @file Every format that tables are read from. */
import { openDelimited } from './delimited/openDelimited'
import { openIdx } from './idx/openIdx'
import { openJson } from './json/openJson'
import { openParquet } from './parquet/openParquet'
import { openPictures } from './pictures/openPictures'
import { openTexts } from './texts/openTexts'
import type { Format, OpenTable } from './types'
import { openXlsx } from './xlsx/openXlsx'

export const FORMATS: { readonly [F in Format]: OpenTable } = {
  delimited: openDelimited,
  json: openJson,
  parquet: openParquet,
  xlsx: openXlsx,
  idx: openIdx,
  pictures: openPictures,
  texts: openTexts,
}
