/** @file What the store keeps: a repository per aggregate behind one interface. Only the core opens it. */
import type { Annotation, EarlierNote, Subject } from '../../shared/domain/annotation'
import type { Artifact } from '../../shared/domain/artifact'
import type { Backbone } from '../../shared/domain/backbone'
import type { MeasuredModel } from '../../shared/domain/compute'
import type { Dataset, DatasetVersion } from '../../shared/domain/dataset'
import type { AnsweredRow, Deployment, DeploymentCard, DeploymentId } from '../../shared/domain/deployment'
import type { Model } from '../../shared/domain/design'
import type { GoalId, GoalProgress, Milestone, MilestoneId, ProjectGoal } from '../../shared/domain/goal'
import type {
  ArtifactId,
  BackboneId,
  DatasetId,
  DatasetVersionId,
  ModelId,
  ProjectId,
  StudyId,
  TrialId,
} from '../../shared/domain/ids'
import type { LayerStep } from '../../shared/domain/diagnosis/layerFigures'
import type { MetricName, StepMetrics } from '../../shared/domain/metric'
import type { Preferences } from '../../shared/domain/preferences'
import type { Project, ProjectCard } from '../../shared/domain/project'
import type { SampleId } from '../../shared/domain/sample'
import type { TestOpening, TestReport } from '../../shared/domain/report'
import type { Study } from '../../shared/domain/study'
import type { PriorTrial } from '../../shared/domain/search/priorTrial'
import type { SpaceVersion } from '../../shared/domain/search/spaceVersion'
import type { TrialRow } from '../../shared/domain/trial'

export interface AdoptedProject {
  readonly projectId: ProjectId
  /** From an identity in the file to the one it has here; empty where all could stay. */
  readonly renamed: ReadonlyMap<string, string>
}

/** Removing anything puts it into the trash (a time stamp); lists and gets leave it out; `restore` takes it back. */
interface Trash<Id> {
  /** @throws {app/not-found} */
  remove(id: Id): void
  /** @throws {app/not-found} */
  restore(id: Id): void
}

export interface ProjectRepo extends Trash<ProjectId> {
  insert(project: Project): void
  rename(id: ProjectId, name: string): Project
  get(id: ProjectId): Project
  /** Newest change first. */
  cards(): ProjectCard[]
  /** Remembers which sample a project was opened from. */
  markSample(id: ProjectId, sample: SampleId): void
  /** @returns null for a project that was not. */
  sampleOf(id: ProjectId): SampleId | null
}

export interface DatasetRepo extends Trash<DatasetId> {
  /** Inserts a dataset together with its first version, in one transaction. */
  insert(dataset: Dataset): void
  /** @returns the dataset with this version as its latest; an equal `contentHash` is not stored twice. */
  addVersion(version: DatasetVersion): Dataset
  list(projectId: ProjectId): Dataset[]
  get(id: DatasetId): Dataset
  version(id: DatasetVersionId): DatasetVersion
  /** The newest first. */
  versions(id: DatasetId): DatasetVersion[]
  /** SHA-256 of the sources that some version needs, those of removed datasets included: they may come back. */
  sourcesInUse(): Set<string>
}

export interface ModelRepo extends Trash<ModelId> {
  insert(model: Model): void
  update(model: Model): void
  list(projectId: ProjectId): Model[]
  get(id: ModelId): Model
}

export interface BackboneRepo extends Trash<BackboneId> {
  insert(backbone: Backbone): void
  /** Other words for the same network. */
  update(backbone: Pick<Backbone, 'id' | 'name' | 'scaling'>): void
  /** The newest first. */
  list(): Backbone[]
  get(id: BackboneId): Backbone
}

export interface ArtifactRepo extends Trash<ArtifactId> {
  insert(artifact: Artifact): void
  /** The newest first. */
  list(trialId: TrialId): Artifact[]
  get(id: ArtifactId): Artifact
}

export interface StudyRepo extends Trash<StudyId> {
  insert(study: Study): void
  /** Replaces everything but the identity. */
  update(study: Study): void
  /** All studies, or those of a project; newest first. */
  list(projectId: ProjectId | null): Study[]
  get(id: StudyId): Study
}

export interface TrialRepo {
  /** @throws {bug/invariant} when the number is taken within the study. */
  insert(row: TrialRow): void
  /** Replaces everything but identity, study, number, assignment, origin and space version. One transaction, whatever the number of rows. */
  update(rows: readonly TrialRow[]): void
  /**
   * Appends epochs of a trial's present attempt; metrics are rows (run, step, part, metric, value). One transaction.
   * @param run from 1, of a trial that has several; only the first is read @default 1
   */
  appendSteps(trialId: TrialId, steps: readonly StepMetrics[], run?: number): void
  /** Forgets the epochs of a trial, before it is tried again. */
  clearSteps(trialId: TrialId): void
  steps(trialId: TrialId): StepMetrics[]
  /** Figures of the layers after each epoch that has them, ascending. */
  layers(trialId: TrialId): LayerStep[]
  /** @returns what trials reached on the validation rows after each epoch, ascending, by their numbers: these metrics alone. */
  curves(studyId: StudyId, metrics: readonly MetricName[]): Map<number, StepMetrics[]>
  /** In order of number; the sparkline comes from the stored steps (at most 32 points, by buckets). */
  list(studyId: StudyId): TrialRow[]
  get(id: TrialId): TrialRow
}

export interface PriorRepo {
  /** One transaction. */
  add(studyId: StudyId, priors: readonly PriorTrial[]): void
  clear(studyId: StudyId): void
  /** In the order they were added. */
  list(studyId: StudyId): PriorTrial[]
}

export interface SpaceRepo {
  /** @throws when the study has this version already. */
  add(studyId: StudyId, space: SpaceVersion): void
  /** Ascending; empty for a study whose space was never changed. */
  list(studyId: StudyId): SpaceVersion[]
}

export interface ReportRepo {
  /** @throws {study/test-already-open} */
  insert(report: TestReport): void
  get(studyId: StudyId): TestReport | null
  /** Every opening of the test rows of a dataset, the newest first; those of removed studies, too. */
  openings(datasetId: DatasetId): TestOpening[]
}

export interface MeasurementRepo {
  /** Replaces what was measured under the same key. */
  put(model: MeasuredModel): void
  get(key: string): MeasuredModel | null
  /** Of studies that are not removed, the newest first. */
  list(): MeasuredModel[]
}

export interface AnnotationRepo {
  get(subject: Subject): Annotation | null
  /** Replaces what was written; the note that stood there before is kept, the newest twenty of each subject. */
  put(annotation: Annotation): void
  list(projectId: ProjectId): Annotation[]
  /** What was written about projects themselves, of all of them. */
  ofProjects(): Annotation[]
  /** The newest first. */
  earlier(subject: Subject): EarlierNote[]
}

export interface GoalRepo {
  insert(goal: ProjectGoal): void
  /** @throws {app/not-found} */
  remove(id: GoalId): void
  /** In the order they were set. */
  list(projectId: ProjectId): GoalProgress[]
}

export interface MilestoneRepo {
  put(milestone: Milestone): void
  /** @throws {app/not-found} */
  remove(id: MilestoneId): void
  /** The next due first; those without a day last. */
  list(projectId: ProjectId): Milestone[]
}

export interface DeploymentRepo extends Trash<DeploymentId> {
  /** Inserts it, or replaces its settings; rows beyond those that are kept go. */
  put(deployment: Deployment): void
  get(id: DeploymentId): Deployment
  /** Those of a project, or all; the newest first. */
  cards(projectId: ProjectId | null): DeploymentCard[]
  /** @throws {app/not-found} */
  card(id: DeploymentId): DeploymentCard
  /** One transaction; the oldest go where there are more than are kept. @returns the keys, in the order of the rows */
  log(deployment: Deployment, rows: readonly Pick<AnsweredRow, 'at' | 'cells' | 'answer'>[]): number[]
  /** The newest first. */
  rows(id: DeploymentId, page: { readonly offset: number; readonly limit: number }): AnsweredRow[]
  /** Writes what turned out to be right, by the keys of the rows. @returns how many of them are there */
  label(id: DeploymentId, labels: ReadonlyMap<number, string>): number
  /** Forgets all rows. */
  clear(id: DeploymentId): void
}

export interface PreferenceRepo {
  get(): Preferences
  set(preferences: Preferences): void
}

export interface Store {
  readonly projects: ProjectRepo
  readonly datasets: DatasetRepo
  readonly models: ModelRepo
  readonly backbones: BackboneRepo
  readonly artifacts: ArtifactRepo
  readonly studies: StudyRepo
  readonly trials: TrialRepo
  readonly priors: PriorRepo
  readonly spaces: SpaceRepo
  readonly reports: ReportRepo
  readonly measurements: MeasurementRepo
  readonly annotations: AnnotationRepo
  readonly goals: GoalRepo
  readonly milestones: MilestoneRepo
  readonly deployments: DeploymentRepo
  readonly preferences: PreferenceRepo
  /**
   * Writes a database of one project and nothing else. @param file must not be there
   * @returns every identity in it, by which files are named
   */
  extractProject(id: ProjectId, file: string): Set<string>
  /**
   * Takes the one project of another database in, all or nothing: it is read through all repositories before it stays.
   * @param file is changed
   * @throws {store/newer-schema} @throws {project/broken-file}
   */
  adoptProject(file: string, createId: () => string): AdoptedProject
  /** Runs several writes as one transaction. */
  transaction<T>(work: () => T): T
  close(): void
}
