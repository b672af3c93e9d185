/** @file Which IDX file of labels belongs to which file of pictures. */
import { readHead } from '../../../sources/fileBytes'
import type { Source, SourceEntry } from '../../../sources/types'

/** One file of pictures with the labels that belong to it; one of them may be missing. */
export interface IdxPair {
  readonly images: SourceEntry | null
  readonly labels: SourceEntry | null
}

/** @returns pictures with their labels, by the names of the files, or by their counts; what has no partner stands alone. */
export async function pairIdx({ entries }: Source): Promise<IdxPair[]> {
  const images = entries.filter(({ content }) => content === 'idxImages')
  const free = new Set(entries.filter(({ content }) => content === 'idxLabels'))
  const partners = new Map<SourceEntry, SourceEntry>()
  const join = (picture: SourceEntry, labels: SourceEntry | undefined) => {
    if (!labels) return
    partners.set(picture, labels)
    free.delete(labels)
  }
  for (const picture of images)
    join(
      picture,
      [...free].find((labels) => stemOf(labels) === stemOf(picture)),
    )
  for (const picture of images) if (!partners.has(picture)) join(picture, await findByCount(picture, free))
  return [
    ...images.map((picture): IdxPair => ({ images: picture, labels: partners.get(picture) ?? null })),
    ...[...free].map((labels): IdxPair => ({ images: null, labels })),
  ]
}

/** `train-images-idx3-ubyte` and `train-labels-idx1-ubyte` are the same but for these words. */
function stemOf({ name }: SourceEntry): string {
  return name
    .toLowerCase()
    .replace(/images?|labels?|idx\d/g, '')
    .replace(/\.gz$/, '')
}

async function findByCount(
  picture: SourceEntry,
  free: ReadonlySet<SourceEntry>,
): Promise<SourceEntry | undefined> {
  const count = await countOf(picture)
  for (const labels of free) if ((await countOf(labels)) === count) return labels
  return undefined
}

/** The header counts them in its second four bytes. */
async function countOf(entry: SourceEntry): Promise<number> {
  return (await readHead(entry, 8)).readUInt32BE(4)
}
