/** @file Channels that steer a study beyond starting it: rules, trials by hand, what is searched. */
import * as v from 'valibot'
import { StudyId, TrialId } from '../../domain/ids'
import { AssignmentProblem } from '../../domain/search/assignmentProblem'
import { SpaceStep } from '../../domain/search/spaceHistory'
import { SpaceVersion } from '../../domain/search/spaceVersion'
import { StudyRules } from '../../domain/search/studyRules'
import { Assignment } from '../../domain/searchSpace'
import { StudySummary } from '../../domain/study'
import { TrialRow } from '../../domain/trial'
import { Nothing } from './nothing'

const ById = v.strictObject({ id: StudyId })

/** Trials that were sent to run. */
const Queued = v.strictObject({ trials: v.number() })

const { search, coupled, constraints } = SpaceVersion.entries

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
