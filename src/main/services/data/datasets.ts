import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Dataset, DatasetPlan, DatasetVersion, RejectedRow } from '../../../shared/domain/dataset'
import type { DialectChoice } from '../../../shared/domain/dialect'
import { DatasetId, DatasetVersionId, type FileId, type ProjectId } from '../../../shared/domain/ids'
import type { ImportPreview } from '../../../shared/domain/importPreview'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { fromWireError, WireError } from '../../../shared/errors/wireError'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import { insertProject } from '../app/projects'
import type { TestOpening } from '../../../shared/domain/report'
import type { VersionChange } from '../../../shared/domain/versionChanges'
import { createId, type ServiceContext } from '../context'
import type { Download } from '../downloads/download'
import { compareVersions } from './compareVersions'
import type { FileService } from './files'
import type { PreparedData } from './preparedData'
import { toRejectedTable } from './rejectedTable'

export interface CommitRequest {
  readonly fileId: FileId
  readonly plan: DatasetPlan
  readonly name: string
  /** Null makes a project of the dataset's name. */
  readonly projectId: ProjectId | null
  /** The dataset that gets a further version; null makes a new dataset. */
  readonly datasetId: DatasetId | null
}

export interface DatasetService {
  propose(fileId: FileId, dialect: DialectChoice): Promise<ImportPreview>
  review(fileId: FileId, plan: DatasetPlan): Promise<ImportPreview>
  /** @throws {dataset/*} whatever a review would have named as its problem. */
  commit(request: CommitRequest): Promise<Dataset>
  /** A further version of a dataset from a source that is kept. @throws {dataset/*} */
  revise(id: DatasetVersionId, plan: DatasetPlan): Promise<Dataset>
  list(projectId: ProjectId): Dataset[]
  get(id: DatasetId): Dataset
  version(id: DatasetVersionId): DatasetVersion
  rows(request: RowsOfVersion): Promise<{ total: number; rows: (string | null)[][] }>
  rejected(id: DatasetVersionId): Promise<RejectedRow[]>
  /** Rows of a file that could not be read, as a CSV. */
  rejectedOfFile(fileId: FileId, plan: DatasetPlan): Promise<Download>
  versions(id: DatasetId): DatasetVersion[]
  compare(before: DatasetVersionId, after: DatasetVersionId): VersionChange[]
  /** @throws {file/unreadable} when the source is gone. */
  reopen(id: DatasetVersionId): { fileId: FileId; fileName: string }
  openings(id: DatasetId): TestOpening[]
  remove(id: DatasetId): void
  restore(id: DatasetId): void
}

export interface RowsOfVersion {
  readonly id: DatasetVersionId
  readonly offset: number
  readonly limit: number
}

export interface DatasetParts {
  readonly files: FileService
  readonly prepared: PreparedData
}

export function createDatasetService(context: ServiceContext, parts: DatasetParts): DatasetService {
  const { datasets: engine, store, emit } = context
  const { files, prepared } = parts
  return {
    propose: (fileId, dialect) => engine.propose(files.source(fileId), dialect),
    review: (fileId, plan) => engine.review(files.source(fileId), plan),
    commit: (request) => commitDataset(context, parts, request),
    revise: (id, plan) => reviseDataset(context, prepared, { id, plan }),
    list: (projectId) => store.datasets.list(projectId),
    get: (id) => store.datasets.get(id),
    version: (id) => store.datasets.version(id),
    rows({ id, offset, limit }) {
      const version = store.datasets.version(id)
      return engine.rows({ file: prepared.sourceOf(version), plan: version.plan, offset, limit })
    },
    rejected(id) {
      const version = store.datasets.version(id)
      return engine.rejected(prepared.sourceOf(version), version.plan)
    },
    async rejectedOfFile(fileId, plan) {
      const file = files.source(fileId)
      return toRejectedTable(await engine.rejected(file, plan), file.fileName)
    },
    versions: (id) => store.datasets.versions(id),
    compare: (before, after) =>
      compareVersions(store.datasets.version(before), store.datasets.version(after)),
    reopen(id) {
      const source = prepared.sourceOf(store.datasets.version(id))
      return { fileId: files.reopen(source), fileName: source.fileName }
    },
    openings: (id) => store.reports.openings(id),
    remove(id) {
      const { projectId } = store.datasets.get(id)
      store.datasets.remove(id)
      emit('project:changed', { projectId })
    },
    restore(id) {
      store.datasets.restore(id)
      emit('project:changed', { projectId: store.datasets.get(id).projectId })
    },
  }
}

/** Equal source and equal plan give an equal hash, whatever the file is called. */
export function contentHashOf(sha256: string, plan: DatasetPlan): string {
  return createHash('sha256')
    .update(canonicalJson({ source: sha256, plan }))
    .digest('hex')
}

async function commitDataset(
  context: ServiceContext,
  parts: DatasetParts,
  request: CommitRequest,
): Promise<Dataset> {
  const { datasets: engine, store, clock, emit } = context
  const file = parts.files.source(request.fileId)
  const preview = await engine.review(file, request.plan)
  refuseProblem(preview)
  const contentHash = contentHashOf(preview.source.sha256, request.plan)
  const folder = await parts.prepared.prepare(contentHash, file, request.plan)
  parts.files.adopt(request.fileId, preview.source.sha256)

  const facts = { contentHash, plan: request.plan, createdAt: clock.now() }
  const version = { ...toVersion(preview, parts.prepared.meta(folder)), ...facts }
  const dataset = store.transaction(() =>
    request.datasetId === null
      ? insertDataset(context, { ...request, version })
      : addVersion(context, request.datasetId, version),
  )
  emit('project:changed', { projectId: dataset.projectId })
  return dataset
}

async function reviseDataset(
  context: ServiceContext,
  prepared: PreparedData,
  { id, plan }: { readonly id: DatasetVersionId; readonly plan: DatasetPlan },
): Promise<Dataset> {
  const { datasets: engine, store, clock, emit } = context
  const before = store.datasets.version(id)
  const file = prepared.sourceOf(before)
  const preview = await engine.review(file, plan)
  refuseProblem(preview)
  const contentHash = contentHashOf(before.source.sha256, plan)
  const folder = await prepared.prepare(contentHash, file, plan)
  const facts = { source: before.source, contentHash, plan, createdAt: clock.now() }
  const version = { ...toVersion(preview, prepared.meta(folder)), ...facts }
  const dataset = store.transaction(() => addVersion(context, before.datasetId, version))
  emit('project:changed', { projectId: dataset.projectId })
  return dataset
}

function refuseProblem({ problem }: ImportPreview): void {
  if (problem) throw fromWireError(v.parse(WireError, problem))
}

type VersionFacts = Omit<DatasetVersion, 'id' | 'datasetId' | 'number'>

function toVersion(
  preview: ImportPreview,
  meta: PreparedMeta,
): Omit<VersionFacts, 'contentHash' | 'plan' | 'createdAt'> {
  const { source, rowCount, rejectedCount, profiles, foldCount } = preview
  const { fitted, counts, droppedCount } = meta
  const { target, output } = fitted
  return { source, rowCount, rejectedCount, profiles, foldCount, counts, droppedCount, target, output }
}

interface NewDataset extends Pick<CommitRequest, 'name' | 'projectId'> {
  readonly version: VersionFacts
}

function insertDataset(context: ServiceContext, from: NewDataset): Dataset {
  const { store, clock } = context
  const project = from.projectId ? store.projects.get(from.projectId) : insertProject(context, from.name)
  const projectId = project.id
  const id = createId(DatasetId)
  const latest = { ...from.version, id: createId(DatasetVersionId), datasetId: id, number: 1 }
  const dataset: Dataset = { id, projectId, name: from.name, createdAt: clock.now(), latest }
  store.datasets.insert(dataset)
  return dataset
}

function addVersion({ store }: ServiceContext, datasetId: DatasetId, facts: VersionFacts): Dataset {
  const { latest } = store.datasets.get(datasetId)
  if (latest.contentHash === facts.contentHash) return store.datasets.get(datasetId)
  const number = latest.number + 1
  return store.datasets.addVersion({ ...facts, id: createId(DatasetVersionId), datasetId, number })
}
