/** @file What a study searches, as it was at a time. */
import * as v from 'valibot'
import { Design } from '../design'
import { Domain } from '../searchSpace'

const { coupled, constraints } = Design.entries

export const SpaceVersion = v.strictObject({
  /** From 1. */
  version: v.number(),
  /** By the path of a setting, or the name of a parameter of a program. */
  search: v.record(v.string(), Domain),
  coupled,
  constraints,
  /** Milliseconds since 1970. */
  createdAt: v.number(),
})
export type SpaceVersion = v.InferOutput<typeof SpaceVersion>
