import type { PictureSheet } from '@shared/domain/pictureSheet'

const COLUMNS = 8

export function gridOf({ count }: Pick<PictureSheet, 'count'>): { columns: number; rows: number } {
  const columns = Math.min(COLUMNS, count)
  return { columns, rows: Math.ceil(count / columns) }
}
