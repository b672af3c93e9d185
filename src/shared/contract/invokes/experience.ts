/** @file Channels of what studies learn from each other: results from elsewhere, and what results say about where to search on. */
import * as v from 'valibot'
import { FileId, ProjectId, StudyId } from '../../domain/ids'
import { PriorReport } from '../../domain/search/priorReport'
import { PriorTrial } from '../../domain/search/priorTrial'
import { SpaceSuggestion } from '../../domain/search/spaceHistory'
import { StudySummary } from '../../domain/study'
import { Download } from './download'
import { Nothing } from './nothing'

const ById = v.strictObject({ id: StudyId })

/** Where results are taken from. What a file holds is told by its content. */
const WarmStart = v.variant('kind', [
  v.strictObject({ kind: v.literal('study'), studyId: StudyId }),
  v.strictObject({
    kind: v.literal('file'),
    /** A CSV, a database or a journal of Optuna, a folder of KerasTuner. */
    fileId: FileId,
    /** Of the studies in an Optuna file, where there are several. */
    studyName: v.optional(v.string()),
  }),
])
export type WarmStart = v.InferOutput<typeof WarmStart>

export const experienceInvokes = {
  /** Where it would pay to search on, by the results so far. */
  'study:suggestSpace': { input: ById, output: SpaceSuggestion },

  /** Lets a study learn from results of elsewhere. The default settings are still tried first. */
  'study:warmStart': { input: v.strictObject({ id: StudyId, source: WarmStart }), output: PriorReport },
  'study:priors': { input: ById, output: v.array(PriorTrial) },
  'study:removePriors': { input: ById, output: Nothing },

  /** Makes a study of one that Optuna kept, with all its trials, to be looked at, compared and learnt from. */
  'study:importOptuna': {
    input: v.strictObject({ projectId: ProjectId, fileId: FileId, studyName: v.optional(v.string()) }),
    output: StudySummary,
  },
  /** The study as a database that Optuna opens. */
  'study:exportOptuna': { input: ById, output: Download },
} as const
