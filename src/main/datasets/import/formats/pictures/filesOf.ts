/** @file Files of a source as pictures, by the names of its entries. */
import { resolve } from 'node:path'
import { filesAsPictures, type PictureSource } from '../../../images/pictureSource'
import type { Source } from '../../../sources/types'

/** @param names of entries; the only one of a source may lie elsewhere than its name says */
export function filesOf({ root, entries }: Source, names: readonly string[]): PictureSource {
  const [only] = entries
  if (!only || entries.length > 1) return filesAsPictures(root, names)
  return filesAsPictures(root, names, (name) => (name === only.name ? only.path : resolve(root, name)))
}
