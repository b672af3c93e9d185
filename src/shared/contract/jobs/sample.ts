/** @file Making the data of a sample. */
import * as v from 'valibot'
import { MadeData } from '../../domain/sample'

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))

export const sampleJobs = {
  /** Writes files into a folder, from a seed alone. */
  makeSampleData: {
    input: v.strictObject({
      data: MadeData,
      seed: Whole,
      rows: v.pipe(Whole, v.minValue(1)),
      /** Absolute. */
      folder: v.string(),
    }),
    output: v.strictObject({}),
  },
} as const
