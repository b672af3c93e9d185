/** @file Jobs with engines: tried, and installed. */
import * as v from 'valibot'
import { EngineFolder } from '../../domain/engine'

export const engineJobs = {
  /** Loads a library, once and for all in that worker. */
  engineProbe: {
    input: v.strictObject({ folder: EngineFolder }),
    output: v.strictObject({ version: v.string(), devices: v.array(v.picklist(['cpu', 'cuda'])) }),
  },
  /** Progress in bytes. */
  engineInstall: {
    input: v.strictObject({
      /** Where packs lie. */
      engines: v.string(),
      cuda: v.boolean(),
      /** A folder of wheels; without it they are fetched from the index that pip asks. */
      from: v.optional(EngineFolder),
    }),
    output: v.strictObject({ version: v.string() }),
  },
} as const
