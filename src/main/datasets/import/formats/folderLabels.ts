/** @file What the folders of a source say of its files: their class, and which part of the data they belong to. */
import type { ImportReason } from '../../../../shared/domain/importReason'
import { partOfFolder } from './findPart'

export interface FolderLabels {
  /** By file; null where folders tell no classes. */
  readonly labels: readonly string[] | null
  /** By file; null where folders tell no parts. */
  readonly parts: readonly string[] | null
}

/**
 * The class of a file is the name of its folder, where there are two such names or more; of `cat/images/1.png` and
 * `dog/images/1.png`, of the nearest folder that differs. Folders called train, test or validation tell parts, no classes.
 * @param names ways inside the source, with slashes
 */
export function readFolders(names: readonly string[]): FolderLabels {
  const ways = names.map((name) => name.split('/').slice(0, -1))
  const parts = ways.map((way) => way.map(partOfFolder).find((part) => part !== null) ?? '')
  const hasParts = new Set(parts).size > 1
  const classes = hasParts ? ways.map((way) => way.filter((folder) => partOfFolder(folder) === null)) : ways
  return { labels: labelsOf(classes), parts: hasParts ? parts : null }
}

function labelsOf(ways: readonly (readonly string[])[]): string[] | null {
  const deepest = ways.reduce((most, way) => Math.max(most, way.length), 0)
  for (let up = 1; up <= deepest; up++) {
    const labels = ways.map((way) => way.at(-up) ?? '')
    if (new Set(labels.filter((label) => label !== '')).size > 1) return labels
  }
  return null
}

/** @returns that folders tell the parts, where they do. */
export function partReasons(parts: readonly string[] | null): ImportReason[] {
  const names = [...new Set(parts ?? [])].sort().join(', ')
  return parts ? [{ what: 'files', why: 'parts', values: { names } }] : []
}
