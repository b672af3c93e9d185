/** @file The order of the rows of an epoch where a batch has to hold several rows of a class. */
import { createRandom, type Random } from '../../../shared/util/random'

/** Keeps the streams of random numbers that one seed feeds apart. */
const GROUP_STREAM = 0x504b

export interface ClassBatches {
  /** Of the training rows. */
  readonly classes: ArrayLike<number>
  readonly batchSize: number
  /** Rows of a class that stand together. */
  readonly rowsPerClass: number
  readonly seed: number
  readonly epoch: number
}

/** How many groups further on one is looked for that fills a batch whole. */
const LOOK_AHEAD = 32

/**
 * Batches of P classes with K rows each (Hermans et al. 2017, section 2), of all rows once: the rows of a class are dealt into
 * groups of K, or of nearly so many, and the groups of every class are spread over the epoch. The same for an epoch whatever came before it.
 */
export function rowsByClass(options: ClassBatches): Int32Array {
  const { classes, batchSize, seed, epoch } = options
  const random = createRandom(seed, GROUP_STREAM, epoch)
  const waiting = spreadGroups(options, random)
  const order = new Int32Array(classes.length)
  let filled = 0
  while (waiting.length > 0) {
    const room = batchSize - (filled % batchSize)
    const fitting = waiting.slice(0, LOOK_AHEAD).findIndex(({ length }) => length <= room)
    const [group = []] = waiting.splice(Math.max(0, fitting), 1)
    order.set(group, filled)
    filled += group.length
  }
  return order
}

function spreadGroups({ classes, rowsPerClass }: ClassBatches, random: Random): number[][] {
  const rowsOf = new Map<number, number[]>()
  Array.from(classes, (label, row) => {
    const rows = rowsOf.get(label) ?? []
    rowsOf.set(label, rows)
    rows.push(row)
  })
  const placed = [...rowsOf.values()].flatMap((rows) => {
    const mixed = random.shuffle(Int32Array.from(rows))
    const count = Math.ceil(rows.length / rowsPerClass)
    return Array.from({ length: count }, (_, index) => ({
      place: (index + random.next()) / count,
      rows: [...mixed.subarray(cut(index, count, rows.length), cut(index + 1, count, rows.length))],
    }))
  })
  return placed.sort((one, other) => one.place - other.place).map(({ rows }) => rows)
}

function cut(index: number, count: number, rows: number): number {
  return Math.floor((index * rows) / count)
}
