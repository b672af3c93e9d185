/** @file What a report tells, gathered. */
import type { Annotation } from '../../shared/domain/annotation'
import type { ParameterImportance } from '../../shared/domain/analysis/importance'
import type { DatasetVersion } from '../../shared/domain/dataset'
import type { GoalProgress, Milestone } from '../../shared/domain/goal'
import type { StepMetrics } from '../../shared/domain/metric'
import type { LayerSpec } from '../../shared/domain/modelSpec'
import type { Project } from '../../shared/domain/project'
import type { TestReport } from '../../shared/domain/report'
import type { SearchSpace } from '../../shared/domain/searchSpace'
import type { StudySummary } from '../../shared/domain/study'
import type { TrainingSpec } from '../../shared/domain/trainingSpec'
import type { TrialRow } from '../../shared/domain/trial'

/** The winner of a study with all its epochs, and what it was made of. */
export interface BestTrial {
  readonly row: TrialRow
  readonly steps: readonly StepMetrics[]
  /** Null for the run of a program. */
  readonly spec: { readonly layers: readonly LayerSpec[]; readonly training: TrainingSpec } | null
}

export interface StudyContents {
  readonly summary: StudySummary
  readonly note: Annotation
  /** Null for a study of a program. */
  readonly data: { readonly name: string; readonly version: DatasetVersion } | null
  readonly space: SearchSpace
  /** In order of number. */
  readonly trials: readonly TrialRow[]
  /** Best first. */
  readonly ranked: readonly TrialRow[]
  readonly best: BestTrial | null
  /** Null where there are too few trials to tell. */
  readonly importance: { readonly trials: number; readonly parameters: readonly ParameterImportance[] } | null
  readonly test: TestReport | null
}

export interface ProjectContents {
  readonly project: Project
  readonly note: Annotation
  readonly goals: readonly GoalProgress[]
  readonly milestones: readonly Milestone[]
  readonly studies: readonly StudyContents[]
}
