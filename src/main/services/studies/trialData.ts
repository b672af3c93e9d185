import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { ALL_ROWS } from '../../../shared/domain/split'
import { type Study, type TrainingPlan, trainingPlanOf } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import type { PreparedData } from '../data/preparedData'
import { type PlannedVariant, planVariant, type Variant } from '../data/variants'
import { firstAssignment, trialSpec } from './studySetup'

/** Which prepared data each trial of a study is trained on. */
export interface TrialData {
  /** Whether trials have other data than each other. */
  readonly isVaried: boolean
  /** Pairs of training and validation rows; every trial is trained on each of them. */
  readonly foldCount: number
  /** @returns what it is, equal for trials of the same data; null where there can be no such data. */
  plan(assignment: Assignment): PlannedVariant | null
  /** @returns a folder for each fold; null where one is not made yet, or cannot be. */
  find(assignment: Assignment): readonly string[] | null
  /** Makes them where they are not made yet. Rejects with what the trial then fails of. */
  prepare(assignment: Assignment): Promise<readonly string[]>
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
  const folds = listFolds(trainingPlanOf(study), version)
  const foldCount = folds.length
  return {
    isVaried: (trainingPlanOf(study).design.data ?? []).length > 0,
    foldCount,
    plan,
    find(assignment) {
      if (plan(assignment) === null) return null
      const variant = variantOf(study, assignment)
      const folders = folds.flatMap((fold) => prepared.findFolder(version, { ...variant, fold }) ?? [])
      return folders.length === foldCount ? folders : null
    },
    async prepare(assignment) {
      const variant = variantOf(study, assignment)
      const folders: string[] = []
      for (const fold of folds) folders.push(await prepared.folderOf(version, { ...variant, fold }))
      return folders
    },
  }
}

/** @returns which pairs of training and validation rows every trial is trained on. */
export function listFolds(
  plan: Pick<TrainingPlan, 'rows'>,
  { foldCount }: Pick<DatasetVersion, 'foldCount'>,
): number[] {
  return plan.rows === 'all' ? [ALL_ROWS] : Array.from({ length: foldCount }, (_, fold) => fold)
}

/** Of the first fold. @throws {space/invalid} */
export function variantOf(study: Study, assignment: Assignment): Variant {
  const { data } = trialSpec(study, assignment)
  return trainingPlanOf(study).rows === 'all' ? { data, fold: ALL_ROWS } : { data }
}

/** @returns the first fold of the data of the first trial, which stands for all; that of the version where there can be none of the trial. */
export async function prepareFirst({ study, version, prepared }: TrialDataOptions): Promise<string> {
  const assignment = firstAssignment(study)
  const own = (): Promise<string> => prepared.folderOf(version)
  return prepared.folderOf(version, variantOf(study, assignment)).catch(own)
}
