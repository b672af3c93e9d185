/** @file What is measured of one step of an import. */
export interface Stage {
  /** Which data. */
  readonly work: string
  /** Which step, or which peer. */
  readonly what: string
  readonly seconds: number
  /** Memory of the process that did it at its highest so far; null where the system does not tell. */
  readonly peakMegabytes: number | null
  readonly rows: number
}
