/** @file Opens the one database of a data folder and hands out its repositories. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors/appError'
import { backUp, backUpNow, DATABASE_NAME, newestBackup } from './backups'
import { migrate, NEWEST_SCHEMA, schemaOf } from './migrations/migrate'
import { adoptProject } from './projectFile/adoptProject'
import { extractProject } from './projectFile/extractProject'
import { readWhole } from './projectFile/readWhole'
import { connect, IN_MEMORY, isDamaged, lock, toStoreError } from './sqlite/connection'
import { createAnnotationRepo } from './sqlite/annotationRepo'
import { createArtifactRepo } from './sqlite/artifactRepo'
import { createBackboneRepo } from './sqlite/backboneRepo'
import { createDatasetRepo } from './sqlite/datasetRepo'
import { createDeploymentRepo } from './sqlite/deploymentRepo'
import { createGoalRepo, createMilestoneRepo } from './sqlite/goalRepo'
import { createMeasurementRepo } from './sqlite/measurementRepo'
import { createModelRepo } from './sqlite/modelRepo'
import { createPreferenceRepo } from './sqlite/preferenceRepo'
import { createPriorRepo } from './sqlite/priorRepo'
import { createProjectRepo } from './sqlite/projectRepo'
import { createReportRepo } from './sqlite/reportRepo'
import { createSpaceRepo } from './sqlite/spaceRepo'
import { createStudyRepo } from './sqlite/studyRepo'
import { createTrialRepo } from './sqlite/trialRepo'
import type { Store } from './types'

export interface StoreOptions {
  /** The data folder, made if it is missing; `:memory:` keeps everything in memory. */
  readonly folder: string
  /** Milliseconds since 1970; stamps what is renamed or removed. */
  readonly now: () => number
  /** How long another process may take to let go of the file. @default 2000 */
  readonly lockTimeoutMs?: number
}

/** A store that can copy itself while it is used. */
export interface OpenStore extends Store {
  /**
   * Copies the database into `backups/`, keeping the newest three, while the store goes on being used; closing ends it.
   * @param minAgeMs nothing is copied while the newest copy is younger than this. @default 0
   * @returns the path of the newest copy, '' where there is none and in memory
   */
  backUp(minAgeMs?: number): Promise<string>
}

/**
 * Opens the store, migrating an older schema after a copy was made of it.
 * @throws {store/locked} when another process has it open
 * @throws {store/newer-schema} when a newer Fettle wrote it; it is left as it is
 * @throws {store/corrupt} when it is damaged; it is left as it is, `recoverStore` sets it aside
 * @throws {store/read-only} when the folder or the file cannot be written
 */
export function openStore({ folder, now, lockTimeoutMs = 2000 }: StoreOptions): OpenStore {
  const isInMemory = folder === IN_MEMORY
  const file = isInMemory ? IN_MEMORY : join(folder, DATABASE_NAME)
  try {
    if (!isInMemory) mkdirSync(folder, { recursive: true })
    const database = connect({ file, lockTimeoutMs })
    return prepare(database, { folder, file, isInMemory, now })
  } catch (error) {
    throw toStoreError(error, file, () => newestBackup(folder))
  }
}

interface Place {
  readonly folder: string
  readonly file: string
  readonly isInMemory: boolean
  readonly now: () => number
}

function prepare(database: Database, place: Place): OpenStore {
  try {
    const found = schemaOf(database)
    if (found <= NEWEST_SCHEMA) lock(database)
    if (!place.isInMemory) protect(database, place, found)
    migrate(database)
    return toStore(database, place)
  } catch (error) {
    database.close()
    throw error
  }
}

function protect(database: Database, { folder, file, now }: Place, found: number): void {
  if (isDamaged(database, statSync(file).size)) {
    throw new AppError('store/corrupt', { path: file, backup: newestBackup(folder) })
  }
  if (found > 0 && found < NEWEST_SCHEMA) backUpNow(database, folder, now())
}

function toStore(database: Database, { folder, isInMemory, now }: Place): OpenStore {
  const store: OpenStore = {
    projects: createProjectRepo(database, now),
    datasets: createDatasetRepo(database, now),
    models: createModelRepo(database, now),
    backbones: createBackboneRepo(database, now),
    artifacts: createArtifactRepo(database, now),
    studies: createStudyRepo(database, now),
    trials: createTrialRepo(database),
    priors: createPriorRepo(database),
    spaces: createSpaceRepo(database),
    reports: createReportRepo(database),
    measurements: createMeasurementRepo(database),
    annotations: createAnnotationRepo(database),
    goals: createGoalRepo(database),
    milestones: createMilestoneRepo(database),
    deployments: createDeploymentRepo(database, now),
    preferences: createPreferenceRepo(database),
    extractProject: (id, target) => extractProject(database, store.projects.get(id).id, target),
    adoptProject: (source, createId) =>
      adoptProject(database, source, { createId, check: (projectId) => readWhole(store, projectId) }),
    transaction: (work) => database.transaction(work)(),
    backUp: (minAgeMs = 0) => (isInMemory ? Promise.resolve('') : backUp(database, folder, now(), minAgeMs)),
    close: () => {
      database.close()
    },
  }
  return store
}
