/** @file What a study searches, as it was at a time. */
import * as v from 'valibot'
import { Design } from '../design'

const { search, coupled, constraints } = Design.entries

export const SpaceVersion = v.strictObject({
  /** From 1. */
  version: v.number(),
  search,
  coupled,
  constraints,
  /** Milliseconds since 1970. */
  createdAt: v.number(),
})
export type SpaceVersion = v.InferOutput<typeof SpaceVersion>
