/** @file Channels that look at a trained network from within. */
import * as v from 'valibot'
import { TrialId } from '../../domain/ids'
import { Anomalies, CodeMap, Generated, LatentWay, MapMethod, Reconstructions } from '../../domain/studio'
import { Ticket } from '../jobs'

const ofTrial = { trialId: TrialId, ticket: v.optional(Ticket) }

export const studioInvokes = {
  /** What a layer makes of the validation rows, as a map; of any trained network. */
  'trial:mapCodes': {
    input: v.strictObject({
      ...ofTrial,
      layer: v.optional(v.nullable(v.string()), null),
      method: v.optional(MapMethod, 'pca'),
      neighbours: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(200)), 15),
    }),
    output: CodeMap,
  },
  /** Validation rows and what came back of them. @throws {studio/no-reconstruction} of another network than an autoencoder */
  'trial:reconstruct': {
    input: v.strictObject({
      ...ofTrial,
      count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)), 16),
    }),
    output: Reconstructions,
  },
  /** Rows that are given back worst. @throws {studio/no-reconstruction} */
  'trial:anomalies': {
    input: v.strictObject({
      ...ofTrial,
      share: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(0.9999)), 0.99),
      top: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 24),
    }),
    output: Anomalies,
  },
  /** Rows along a way through the space of random numbers. @throws {studio/no-generator} */
  'trial:generate': { input: v.strictObject({ ...ofTrial, way: LatentWay }), output: Generated },
} as const
