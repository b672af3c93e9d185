/** @file Channels of backbones: trained networks that models may begin with. */
import * as v from 'valibot'
import { Backbone, BackboneName } from '../../domain/backbone'
import { FeaturesOfStudy } from '../../domain/features'
import { BackboneId, FileId, StudyId, TrialId } from '../../domain/ids'
import { Scaling } from '../../domain/layers'
import { Ticket } from '../jobs'
import { Nothing } from './nothing'

const One = v.strictObject({ id: BackboneId })

export const backboneInvokes = {
  /** Of all projects, the newest first. */
  'backbone:list': { input: v.null(), output: v.array(Backbone) },
  /** Reads a network that was handed over; named like its file where no name is given. */
  'backbone:import': {
    input: v.strictObject({
      fileId: FileId,
      name: v.optional(BackboneName),
      ticket: v.optional(Ticket),
    }),
    output: Backbone,
  },
  /** A complete trial without its output layer. */
  'backbone:fromTrial': {
    input: v.strictObject({ trialId: TrialId, name: BackboneName }),
    output: Backbone,
  },
  'backbone:change': {
    input: v.strictObject({ id: BackboneId, name: BackboneName, scaling: Scaling }),
    output: Backbone,
  },
  'backbone:remove': { input: One, output: Nothing },
  'backbone:restore': { input: One, output: Nothing },
  /** What was computed once for the trials of a study; null for a study without backbones. */
  'backbone:features': {
    input: v.strictObject({ studyId: StudyId }),
    output: v.nullable(FeaturesOfStudy),
  },
} as const
