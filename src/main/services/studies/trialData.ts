import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { Assignment } from '../../../shared/domain/searchSpace'
import type { Study } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import type { PreparedData } from '../data/preparedData'
import { type PlannedVariant, planVariant, type Variant } from '../data/variants'
import { samplerOf, trialSpec } from './studySetup'

/** Which prepared data each trial of a study is trained on. */
export interface TrialData {
  /** Whether trials have other data than each other. */
  readonly isVaried: boolean
  /** @returns what it is, equal for trials of the same data; null where there can be no such data. */
  plan(assignment: Assignment): PlannedVariant | null
  /** @returns its folder; null where it is not made yet, or cannot be. */
  find(assignment: Assignment): string | null
  /** Makes it where it is not made yet. Rejects with what the trial then fails of. */
  prepare(assignment: Assignment): Promise<string>
}

export interface TrialDataOptions {
  readonly study: Study
  readonly version: DatasetVersion
  readonly prepared: PreparedData
}

export function createTrialData({ study, version, prepared }: TrialDataOptions): TrialData {
  const plan = (assignment: Assignment): PlannedVariant | null => {
    try {
      return planVariant(version, variantOf(study, assignment))
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'space/invalid') return null
      throw thrown
    }
  }
  return {
    isVaried: (study.plan.design.data ?? []).length > 0,
    plan,
    find: (assignment) => plan(assignment) && prepared.findFolder(version, variantOf(study, assignment)),
    // Asynchronous, so that what cannot be is a rejection like every other failure.
    prepare: async (assignment) => prepared.folderOf(version, variantOf(study, assignment)),
  }
}

/** @throws {space/invalid} */
export function variantOf(study: Study, assignment: Assignment): Variant {
  return { data: trialSpec(study, assignment).data }
}

/** @returns the data of the first trial, which stands for all; that of the version where there can be none of the trial. */
export async function prepareFirst({ study, version, prepared }: TrialDataOptions): Promise<string> {
  const assignment = samplerOf(study).propose(1, []) ?? {}
  const own = (): Promise<string> => prepared.folderOf(version)
  return createTrialData({ study, version, prepared }).prepare(assignment).catch(own)
}
