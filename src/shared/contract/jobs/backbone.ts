/** @file Reading trained networks that models may begin with. */
import * as v from 'valibot'
import { ReadBackbone } from '../../domain/backbone'
import { InputSpec } from '../../domain/modelInput'
import { ModelSpec } from '../../domain/modelSpec'

export const backboneJobs = {
  /** Reads a network that others trained, and keeps its weights. All paths are absolute. */
  readBackbone: {
    input: v.strictObject({
      /** A file, folder or archive, and how it is called. */
      path: v.string(),
      fileName: v.string(),
      /** Where archives are unpacked. */
      cacheFolder: v.string(),
      /** Where the weights go. */
      backbonesFolder: v.string(),
    }),
    output: ReadBackbone,
  },
  /** Makes a backbone of what was trained here: all but its output layer. */
  keepBackbone: {
    input: v.strictObject({
      model: ModelSpec,
      inputs: v.array(InputSpec),
      weightsFile: v.string(),
      backbonesFolder: v.string(),
    }),
    output: ReadBackbone,
  },
} as const
