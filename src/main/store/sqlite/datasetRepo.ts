/** @file Datasets and their immutable versions. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { Dataset, type DatasetVersion } from '../../../shared/domain/dataset'
import { type DatasetId, DatasetVersionId } from '../../../shared/domain/ids'
import type { DatasetRepo } from '../types'
import { expectChanged, readFound, readRow } from './rows'
import { createTrash } from './trash'
import { createVersionStatements } from './versionStatements'

const { latest: _latest, ...datasetEntries } = Dataset.entries
const DatasetRow = v.strictObject({ ...datasetEntries, latestVersionId: DatasetVersionId })

const DATASET_COLUMNS =
  'id, project_id AS projectId, name, created_at AS createdAt, latest_version_id AS latestVersionId'
export function createDatasetRepo(database: Database, now: () => number): DatasetRepo {
  const insertDataset = database.prepare(
    `INSERT INTO datasets (id, project_id, name, latest_version_id, created_at)
     VALUES (@id, @projectId, @name, @latestVersionId, @createdAt)`,
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
  const versions = createVersionStatements(database)
  const withLatest = ({ latestVersionId, ...dataset }: v.InferOutput<typeof DatasetRow>): Dataset => ({
    ...dataset,
    latest: versions.get(latestVersionId),
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
      versions.insert(dataset.latest)
    }),
    addVersion: database.transaction((added: DatasetVersion) => {
      const { datasetId, contentHash } = added
      get(datasetId)
      versions.insert(added)
      expectChanged(setLatest.run({ datasetId, contentHash }).changes, { what: 'dataset', id: datasetId })
      return get(datasetId)
    }),
    list: (projectId) => selectAll.all(projectId).map((row) => withLatest(readRow(DatasetRow, row))),
    get,
    version: versions.get,
    versions: versions.list,
    sourcesInUse: versions.sources,
  }
}
