/** @file Channels that make trained models smaller. */
import * as v from 'valibot'
import { ArtifactSummary, CompressionMethod } from '../../domain/artifact'
import { ArtifactId, TrialId } from '../../domain/ids'
import { Ticket } from '../jobs'
import { Download } from './download'

export const artifactInvokes = {
  /** What was made of a trial, the newest first. */
  'artifact:list': { input: v.strictObject({ trialId: TrialId }), output: v.array(ArtifactSummary) },
  /** Makes a smaller model of a complete trial, and measures both. */
  'artifact:compress': {
    input: v.strictObject({ trialId: TrialId, method: CompressionMethod, ticket: v.optional(Ticket) }),
    output: ArtifactSummary,
  },
  'artifact:export': { input: v.strictObject({ id: ArtifactId }), output: Download },
  'artifact:remove': { input: v.strictObject({ id: ArtifactId }), output: v.null() },
  'artifact:restore': { input: v.strictObject({ id: ArtifactId }), output: v.null() },
} as const
