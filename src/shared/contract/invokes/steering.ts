/** @file Channels that steer a study beyond starting it: rules, trials by hand, what is searched, results from elsewhere. */
import * as v from 'valibot'
import { FileId, StudyId, TrialId } from '../../domain/ids'
import { AssignmentProblem } from '../../domain/search/assignmentProblem'
import { PriorReport } from '../../domain/search/priorReport'
import { PriorTrial } from '../../domain/search/priorTrial'
import { SpaceStep, SpaceSuggestion } from '../../domain/search/spaceHistory'
import { SpaceVersion } from '../../domain/search/spaceVersion'
import { StudyRules } from '../../domain/search/studyRules'
import { Assignment } from '../../domain/searchSpace'
import { StudySummary } from '../../domain/study'
import { TrialRow } from '../../domain/trial'
import { Download } from './download'
import { Nothing } from './nothing'

const ById = v.strictObject({ id: StudyId })

/** Trials that were sent to run. */
const Queued = v.strictObject({ trials: v.number() })

const { search, coupled, constraints } = SpaceVersion.entries

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

export const steeringInvokes = {
  /** Changes pruner, stops, duplicates or repeats, also while it runs; what is absent stays. */
  'study:setRules': { input: v.strictObject({ id: StudyId, rules: StudyRules }), output: StudySummary },
  /** Runs everything that failed once more. */
  'study:retryFailed': { input: ById, output: Queued },
  /** Of a plan that is known ahead: runs what has no trial yet, and everything that failed or was interrupted. */
  'study:fillMissing': { input: ById, output: Queued },

  /** Searches otherwise from now on, as the next version; running trials stay. Setting an earlier version again undoes. */
  'study:setSpace': {
    input: v.strictObject({ id: StudyId, search, coupled, constraints }),
    output: StudySummary,
  },
  /** All versions, the first first. */
  'study:spaces': { input: ById, output: v.array(SpaceStep) },
  /** Where it would pay to search on, by the results so far. */
  'study:suggestSpace': { input: ById, output: SpaceSuggestion },

  /** Lets a study learn from results of elsewhere. The default settings are still tried first. */
  'study:warmStart': { input: v.strictObject({ id: StudyId, source: WarmStart }), output: PriorReport },
  'study:priors': { input: ById, output: v.array(PriorTrial) },
  'study:removePriors': { input: ById, output: Nothing },

  /** The study as a database that Optuna opens. */
  'study:exportOptuna': { input: ById, output: Download },

  /**
   * Adds a trial with these settings; those that are not said have their defaults. It runs before the sampler's next one.
   * What keeps it from being a trial is told, and then there is none.
   */
  'trial:add': {
    input: v.strictObject({ studyId: StudyId, assignment: Assignment }),
    output: v.strictObject({ row: v.nullable(TrialRow), problems: v.array(AssignmentProblem) }),
  },
  /** Ends a running or waiting trial as pruned. */
  'trial:prune': { input: v.strictObject({ id: TrialId }), output: Nothing },
} as const
