/** @file Channels of samples: which there are, what one came from, and opening one. */
import * as v from 'valibot'
import { FileId, ProjectId } from '../../domain/ids'
import { ProjectName } from '../../domain/project'
import { OpenedSample, SampleCard, SampleId, SampleKey } from '../../domain/sample'
import { WordsLanguage } from '../../words/language'
import { Ticket } from '../jobs'
import { Nothing } from './nothing'

export const sampleInvokes = {
  'sample:list': { input: Nothing, output: v.array(SampleCard) },
  /** The sample that a project was opened from; null for any other project. */
  'sample:ofProject': { input: v.strictObject({ projectId: ProjectId }), output: v.nullable(SampleId) },
  /**
   * Makes a project with datasets, models, and studies ready to start. Data of the user's (`fileId`) open one part alone: the
   * one that is named, else the first that takes them.
   */
  'sample:open': {
    input: v.strictObject({
      id: SampleId,
      name: ProjectName,
      /** Of the names of what is made. */
      language: v.optional(WordsLanguage, 'en'),
      part: v.optional(SampleKey),
      fileId: v.optional(FileId),
      /** Fewer rows where data are made, three epochs and two trials a study: to see how it goes. */
      isQuick: v.optional(v.boolean(), false),
      ticket: v.optional(Ticket),
    }),
    output: OpenedSample,
  },
} as const
