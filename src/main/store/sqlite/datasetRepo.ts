/** @file Datasets and their immutable versions. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { Dataset, DatasetVersion } from '../../../shared/domain/dataset'
import { type DatasetId, DatasetVersionId } from '../../../shared/domain/ids'
import type { DatasetRepo } from '../types'
import { expectChanged, json, readFound, readRow } from './rows'
import { createTrash } from './trash'

const { source, plan, output, counts, profiles } = DatasetVersion.entries
const VersionRow = v.strictObject({
  ...DatasetVersion.entries,
  source: json(source),
  plan: json(plan),
  output: json(output),
  counts: json(counts),
  profiles: json(profiles),
})

const { latest: _latest, ...datasetEntries } = Dataset.entries
const DatasetRow = v.strictObject({ ...datasetEntries, latestVersionId: DatasetVersionId })

const DATASET_COLUMNS =
  'id, project_id AS projectId, name, created_at AS createdAt, latest_version_id AS latestVersionId'
const VERSION_COLUMNS = `id, dataset_id AS datasetId, number, content_hash AS contentHash, source, plan, target, output,
  row_count AS rowCount, rejected_count AS rejectedCount, dropped_count AS droppedCount, counts, fold_count AS foldCount,
  profiles, created_at AS createdAt`

export function createDatasetRepo(database: Database, now: () => number): DatasetRepo {
  const insertDataset = database.prepare(
    `INSERT INTO datasets (id, project_id, name, latest_version_id, created_at)
     VALUES (@id, @projectId, @name, @latestVersionId, @createdAt)`,
  )
  const insertVersion = database.prepare(
    `INSERT INTO dataset_versions (id, dataset_id, number, content_hash, source, plan, target, output, row_count,
       rejected_count, dropped_count, counts, fold_count, profiles, created_at)
     VALUES (@id, @datasetId, (SELECT 1 + coalesce(max(number), 0) FROM dataset_versions WHERE dataset_id = @datasetId),
       @contentHash, @source, @plan, @target, @output, @rowCount, @rejectedCount, @droppedCount, @counts, @foldCount,
       @profiles, @createdAt)
     ON CONFLICT (dataset_id, content_hash) DO NOTHING`,
  )
  const setLatest = database.prepare(
    `UPDATE datasets SET latest_version_id =
       (SELECT id FROM dataset_versions WHERE dataset_id = @datasetId AND content_hash = @contentHash)
     WHERE id = @datasetId AND removed_at IS NULL`,
  )
  const select = database.prepare(
    `SELECT ${DATASET_COLUMNS} FROM datasets WHERE id = ? AND removed_at IS NULL`,
  )
  const selectAll = database.prepare(
    `SELECT ${DATASET_COLUMNS} FROM datasets WHERE project_id = ? AND removed_at IS NULL ORDER BY created_at DESC, rowid DESC`,
  )
  const selectVersion = database.prepare(`SELECT ${VERSION_COLUMNS} FROM dataset_versions WHERE id = ?`)
  const selectVersions = database.prepare(
    `SELECT ${VERSION_COLUMNS} FROM dataset_versions WHERE dataset_id = ? ORDER BY number DESC`,
  )
  const selectSources = database
    .prepare("SELECT DISTINCT json_extract(source, '$.sha256') FROM dataset_versions")
    .pluck()

  const version = (id: DatasetVersionId) =>
    readFound(VersionRow, selectVersion.get(id), { what: 'datasetVersion', id })
  const withLatest = ({ latestVersionId, ...dataset }: v.InferOutput<typeof DatasetRow>): Dataset => ({
    ...dataset,
    latest: version(latestVersionId),
  })
  const get = (id: DatasetId) => withLatest(readFound(DatasetRow, select.get(id), { what: 'dataset', id }))
  return {
    ...createTrash<DatasetId>(database, 'dataset', now),
    insert: database.transaction((dataset: Dataset) => {
      insertDataset.run({
        id: dataset.id,
        projectId: dataset.projectId,
        name: dataset.name,
        createdAt: dataset.createdAt,
        latestVersionId: dataset.latest.id,
      })
      insertVersion.run(toVersionRecord(dataset.latest))
    }),
    addVersion: database.transaction((added: DatasetVersion) => {
      const { datasetId, contentHash } = added
      get(datasetId)
      insertVersion.run(toVersionRecord(added))
      expectChanged(setLatest.run({ datasetId, contentHash }).changes, { what: 'dataset', id: datasetId })
      return get(datasetId)
    }),
    list: (projectId) => selectAll.all(projectId).map((row) => withLatest(readRow(DatasetRow, row))),
    get,
    version,
    versions: (datasetId) => selectVersions.all(datasetId).map((row) => readRow(VersionRow, row)),
    sourcesInUse: () => new Set(v.parse(v.array(v.string()), selectSources.all())),
  }
}

function toVersionRecord(version: DatasetVersion) {
  return {
    ...version,
    source: JSON.stringify(version.source),
    plan: JSON.stringify(version.plan),
    output: JSON.stringify(version.output),
    counts: JSON.stringify(version.counts),
    profiles: JSON.stringify(version.profiles),
  }
}
