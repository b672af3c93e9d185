/** @file Channels of data: reading a file, deciding about it, and what has been imported. */
import * as v from 'valibot'
import { Dataset, DatasetPlan, DatasetVersion, RejectedRow } from '../../domain/dataset'
import { DialectChoice } from '../../domain/dialect'
import { DatasetId, DatasetVersionId, FileId, ProjectId } from '../../domain/ids'
import { DataProfile } from '../../domain/dataProfile'
import { ImportPreview } from '../../domain/importPreview'
import { PAGE_PICTURES, PicturePage, PictureSample } from '../../domain/picturePage'
import { ProjectName } from '../../domain/project'
import { StepId } from '../../domain/recipe'
import { RecipePreview } from '../../domain/recipePreview'
import { VersionStorage } from '../../domain/storage'
import { SeenText } from '../../domain/seenText'
import { VersionChange } from '../../domain/versionChanges'
import { TestOpening } from '../../domain/report'
import { Download } from './download'
import { Nothing } from './nothing'

const Index = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A file that was handed over, and what is decided about it. */
const PlannedFile = v.strictObject({ fileId: FileId, plan: DatasetPlan })

export const dataInvokes = {
  /** Reads a file and proposes everything; `dialect` holds what the user fixed. */
  'import:propose': {
    input: v.strictObject({ fileId: FileId, dialect: DialectChoice }),
    output: ImportPreview,
  },
  /** Looks again with the user's decisions: counts, problems and remarks follow the plan. */
  'import:review': { input: v.strictObject({ fileId: FileId, plan: DatasetPlan }), output: ImportPreview },
  /** Takes the closer look, which needs seconds where the data are large. */
  'import:profile': { input: PlannedFile, output: DataProfile },
  /** What each step of the recipe does, up to and including one (null: all), and rows before and after. */
  'import:previewRecipe': {
    input: v.strictObject({ ...PlannedFile.entries, stepId: v.nullable(StepId) }),
    output: RecipePreview,
  },
  /** A page of the contact sheet, of all pictures or of one class. Sealed test rows are not among them. */
  'import:pictures': {
    input: v.strictObject({
      ...PlannedFile.entries,
      label: v.nullable(v.string()),
      offset: Index,
      limit: v.pipe(Index, v.minValue(1), v.maxValue(PAGE_PICTURES)),
    }),
    output: PicturePage,
  },
  /** One picture as it is, as the model sees it, and as augmentation changes it. */
  'import:pictureSample': {
    input: v.strictObject({
      ...PlannedFile.entries,
      row: Index,
      count: v.pipe(Index, v.maxValue(24)),
      seed: Index,
    }),
    output: PictureSample,
  },
  /** How the recipe cuts the text of a row into tokens. */
  'import:seenText': { input: v.strictObject({ ...PlannedFile.entries, row: Index }), output: SeenText },
  /** Rows that could not be read, as a CSV. */
  'import:rejected': { input: PlannedFile, output: Download },
  /** Makes a dataset (or, with `datasetId`, its next version). Without `projectId` a project named `projectName` is made. */
  'import:commit': {
    input: v.strictObject({
      fileId: FileId,
      plan: DatasetPlan,
      name: ProjectName,
      projectId: v.nullable(ProjectId),
      datasetId: v.nullable(DatasetId),
    }),
    output: Dataset,
  },
  'dataset:list': { input: v.strictObject({ projectId: ProjectId }), output: v.array(Dataset) },
  'dataset:get': { input: v.strictObject({ id: DatasetId }), output: Dataset },
  /** All versions, the newest first. */
  'dataset:versions': { input: v.strictObject({ id: DatasetId }), output: v.array(DatasetVersion) },
  /** What changed from one version to another, in the order in which a reader wants to know. */
  'dataset:compare': {
    input: v.strictObject({ before: DatasetVersionId, after: DatasetVersionId }),
    output: v.array(VersionChange),
  },
  /** Hands the source of a version over again, to make the next version of it. */
  'dataset:reopen': {
    input: v.strictObject({ id: DatasetVersionId }),
    output: v.strictObject({ fileId: FileId, fileName: v.string() }),
  },
  'dataset:storage': { input: v.strictObject({ id: DatasetVersionId }), output: VersionStorage },
  /** Every time the sealed test rows of the dataset were opened, the newest first. */
  'dataset:openings': { input: v.strictObject({ id: DatasetId }), output: v.array(TestOpening) },
  'dataset:version': { input: v.strictObject({ id: DatasetVersionId }), output: DatasetVersion },
  /** Rows as they were read, cells as text, in file order; at most 200 a call. Sealed test rows are not among them. */
  'dataset:rows': {
    input: v.strictObject({
      id: DatasetVersionId,
      offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
    }),
    output: v.strictObject({ total: v.number(), rows: v.array(v.array(v.nullable(v.string()))) }),
  },
  'dataset:rejected': { input: v.strictObject({ id: DatasetVersionId }), output: v.array(RejectedRow) },
  'dataset:remove': { input: v.strictObject({ id: DatasetId }), output: Nothing },
  'dataset:restore': { input: v.strictObject({ id: DatasetId }), output: Nothing },
} as const
