/** @file Rows of dataset versions: they are written once and never changed. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { DatasetVersion } from '../../../shared/domain/dataset'
import type { DatasetId, DatasetVersionId } from '../../../shared/domain/ids'
import { json, readFound, readRow } from './rows'

const { source, plan, output, counts, profiles } = DatasetVersion.entries
const VersionRow = v.strictObject({
  ...DatasetVersion.entries,
  source: json(source),
  plan: json(plan),
  output: json(output),
  counts: json(counts),
  profiles: json(profiles),
})

const VERSION_COLUMNS = `id, dataset_id AS datasetId, number, content_hash AS contentHash, source, plan, target, output,
  row_count AS rowCount, rejected_count AS rejectedCount, dropped_count AS droppedCount, counts, fold_count AS foldCount,
  profiles, created_at AS createdAt`

/** Statements on the table of versions, each a function. */
export interface VersionStatements {
  /** Gives it the next number of its dataset; an equal content hash is not stored twice. */
  insert(version: DatasetVersion): void
  get(id: DatasetVersionId): DatasetVersion
  /** The newest first. */
  list(datasetId: DatasetId): DatasetVersion[]
  /** SHA-256 of all sources. */
  sources(): Set<string>
}

export function createVersionStatements(database: Database): VersionStatements {
  const insert = database.prepare(
    `INSERT INTO dataset_versions (id, dataset_id, number, content_hash, source, plan, target, output, row_count,
       rejected_count, dropped_count, counts, fold_count, profiles, created_at)
     VALUES (@id, @datasetId, (SELECT 1 + coalesce(max(number), 0) FROM dataset_versions WHERE dataset_id = @datasetId),
       @contentHash, @source, @plan, @target, @output, @rowCount, @rejectedCount, @droppedCount, @counts, @foldCount,
       @profiles, @createdAt)
     ON CONFLICT (dataset_id, content_hash) DO NOTHING`,
  )
  const select = database.prepare(`SELECT ${VERSION_COLUMNS} FROM dataset_versions WHERE id = ?`)
  const selectAll = database.prepare(
    `SELECT ${VERSION_COLUMNS} FROM dataset_versions WHERE dataset_id = ? ORDER BY number DESC`,
  )
  const selectSources = database
    .prepare("SELECT DISTINCT json_extract(source, '$.sha256') FROM dataset_versions")
    .pluck()
  return {
    insert: (version) => void insert.run(toVersionRecord(version)),
    get: (id) => readFound(VersionRow, select.get(id), { what: 'datasetVersion', id }),
    list: (datasetId) => selectAll.all(datasetId).map((row) => readRow(VersionRow, row)),
    sources: () => new Set(v.parse(v.array(v.string()), selectSources.all())),
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
