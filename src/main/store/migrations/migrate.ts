/** @file Brings a database to the newest schema, one numbered step up at a time; there is no way down. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { AppError, invariant } from '../../../shared/errors/appError'
import { createSchema } from './0001_create_schema'
import { addSharing } from './0002_add_sharing'
import { addMeasurements } from './0003_add_measurements'
import { addModelDataset } from './0004_add_model_dataset'
import { addFolds } from './0005_add_folds'
import { addSearch } from './0006_add_search'
import { addNotes } from './0007_add_notes'
import { addBackbones } from './0008_add_backbones'
import { addLayerFigures } from './0009_add_layer_figures'
import { addArtifacts } from './0010_add_artifacts'
import { addDeployments } from './0011_add_deployments'
import { markSamples } from './0012_mark_samples'

/** Migration n (from 1) stands at index n − 1. Released ones are never changed: a golden database holds each. */
const MIGRATIONS: readonly string[] = [
  createSchema,
  addSharing,
  addMeasurements,
  addModelDataset,
  addFolds,
  addSearch,
  addNotes,
  addBackbones,
  addLayerFigures,
  addArtifacts,
  addDeployments,
  markSamples,
]

/** The schema this version of Fettle writes. */
export const NEWEST_SCHEMA = MIGRATIONS.length

/** @returns the schema a database has; 0 where it is empty. */
export function schemaOf(database: Database): number {
  return v.parse(v.number(), database.pragma('user_version', { simple: true }))
}

/**
 * Each migration is one transaction together with its number, so that a crash leaves either the old or the new schema.
 * @throws {store/newer-schema} when the database was written by a newer Fettle; it is left as it is.
 */
export function migrate(database: Database): void {
  const found = schemaOf(database)
  if (found > NEWEST_SCHEMA) throw new AppError('store/newer-schema', { found, known: NEWEST_SCHEMA })
  // A table that is written anew must not take the rows that refer to it with it; the pragma does nothing within a transaction.
  database.pragma('foreign_keys = OFF')
  try {
    for (const [index, statements] of MIGRATIONS.slice(found).entries()) {
      database.transaction(() => {
        database.exec(statements)
        const broken = v.parse(v.array(v.unknown()), database.pragma('foreign_key_check'))
        invariant(broken.length === 0, `migration ${String(found + index + 1)} breaks no reference`)
        database.pragma(`user_version = ${String(found + index + 1)}`)
      })()
    }
  } finally {
    database.pragma('foreign_keys = ON')
  }
}
