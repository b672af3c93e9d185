/** @file Channels of data: reading a file, deciding about it, and what has been imported. */
import * as v from 'valibot'
import { Dataset, DatasetPlan, DatasetVersion, RejectedRow } from '../../domain/dataset'
import { DialectChoice } from '../../domain/dialect'
import { DatasetId, DatasetVersionId, FileId, ProjectId } from '../../domain/ids'
import { ImportPreview } from '../../domain/importPreview'
import { ProjectName } from '../../domain/project'
import { Nothing } from './nothing'

export const dataInvokes = {
  /** Reads a file and proposes everything; `dialect` holds what the user fixed. */
  'import:propose': {
    input: v.strictObject({ fileId: FileId, dialect: DialectChoice }),
    output: ImportPreview,
  },
  /** Looks again with the user's decisions: counts, problems and remarks follow the plan. */
  'import:review': { input: v.strictObject({ fileId: FileId, plan: DatasetPlan }), output: ImportPreview },
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
