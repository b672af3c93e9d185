/** @file What a training program is told beside its rows and its state. */

/** Batches of one size, one after the other. */
export interface Chunk {
  readonly steps: number
  readonly batchSize: number
  /** [steps, batchSize]: rows of the data. */
  readonly order: Int32Array
  /** [steps, batchSize]: where each row's noise begins in its tables; null where there is none. */
  readonly noise: Int32Array | null
  /** A number a step, by input. */
  readonly schedules: Readonly<Record<string, Float32Array>>
}
