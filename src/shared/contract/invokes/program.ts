/** @file Channels for studies of programs of the user's. */
import * as v from 'valibot'
import { SearchSpace } from '../../domain/searchSpace'

export const programInvokes = {
  /** Reads the text of a file of a search space (`SpaceFile`), and counts what is in it. Refused with what is wrong. */
  'space:read': {
    input: v.strictObject({
      json: v.pipe(v.string(), v.maxLength(10_000_000)),
      /** Values a range in a grid; null where none is planned. */
      gridPoints: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
    }),
    output: v.strictObject({
      space: SearchSpace,
      /** Different trials there can be; null: without end. */
      combinations: v.nullable(v.number()),
      /** Trials of the grid; null where none is planned. */
      gridSize: v.nullable(v.number()),
    }),
  },
} as const
