/** @file What a maker of sample data is given. */
import type { Random } from '../../../shared/util/random'

export interface MakeTools {
  /** Seeded: the same seed makes the same data. */
  readonly random: Random
  /** Rows to make: lines of a table, texts, pictures. */
  readonly rows: number
  /** Writes a file; folders on its way are made. @param path inside the folder of the data, with `/` */
  write(path: string, content: string | Uint8Array): Promise<void>
  /** Says how many rows are made, and lets go where it was called off; to be awaited now and then. */
  tick(done: number): Promise<void>
}

/** Makes data that nobody owns: from rules, drawings or formulas. */
export type Maker = (tools: MakeTools) => Promise<void>
