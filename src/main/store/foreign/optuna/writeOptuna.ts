/** @file A study as a database that Optuna opens. */
import Database from 'better-sqlite3'
import type { Direction } from '../../../../shared/domain/metric'
import type { Domain, ParameterValue } from '../../../../shared/domain/searchSpace'
import type { TrialState } from '../../../../shared/domain/trial'
import { toInternal, writeDistribution } from './distribution'
import { OPTUNA_SCHEMA, OPTUNA_TABLES } from './schema'

export interface OptunaTrial {
  readonly state: TrialState
  readonly assignment: Readonly<Record<string, ParameterValue>>
  /** One an objective; null where it has none. Of a pruned trial Optuna takes the last of the curve. */
  readonly values: readonly number[] | null
  /** Of the first objective. */
  readonly curve: readonly { readonly step: number; readonly value: number }[]
  /** Milliseconds since 1970. */
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** What Optuna keeps beside it. */
  readonly attributes: Readonly<Record<string, unknown>>
}

export interface OptunaStudy {
  readonly name: string
  readonly directions: readonly Direction[]
  /** Of every parameter that a trial has. */
  readonly domains: Readonly<Record<string, Domain>>
  readonly attributes: Readonly<Record<string, unknown>>
  /** The first becomes number 0. */
  readonly trials: readonly OptunaTrial[]
}

/** Whoever runs such a study in Optuna would wait for ever for a trial that runs nowhere. */
const STATES: Record<TrialState, string> = {
  queued: 'WAITING',
  running: 'FAIL',
  paused: 'FAIL',
  complete: 'COMPLETE',
  pruned: 'PRUNED',
  failed: 'FAIL',
  interrupted: 'FAIL',
}

/** @returns the bytes of the file. */
export function writeOptuna(study: OptunaStudy): Buffer {
  const database = new Database(':memory:')
  try {
    database.exec(OPTUNA_TABLES)
    database.transaction(() => {
      insertStudy(database, study)
      const insert = createTrialInserter(database, study)
      for (const [number, trial] of study.trials.entries()) insert(number, trial)
    })()
    return database.serialize()
  } finally {
    database.close()
  }
}

function insertStudy(database: Database.Database, { name, directions, attributes }: OptunaStudy): void {
  const run = (sql: string, ...values: unknown[]) => database.prepare(sql).run(...values)
  run('INSERT INTO version_info VALUES (1, ?, ?)', OPTUNA_SCHEMA, '3.1.0')
  run('INSERT INTO studies VALUES (1, ?)', name)
  for (const [objective, direction] of directions.entries()) {
    run(
      'INSERT INTO study_directions (direction, study_id, objective) VALUES (?, 1, ?)',
      direction.toUpperCase(),
      objective,
    )
  }
  for (const [key, value] of Object.entries(attributes)) {
    run(
      'INSERT INTO study_user_attributes (study_id, key, value_json) VALUES (1, ?, ?)',
      key,
      JSON.stringify(value),
    )
  }
}

function createTrialInserter(database: Database.Database, { domains, directions }: OptunaStudy) {
  const distributions = new Map(
    Object.entries(domains).map(([name, domain]) => [name, writeDistribution(domain)]),
  )
  const trials = database.prepare(
    'INSERT INTO trials (number, study_id, state, datetime_start, datetime_complete) VALUES (?, 1, ?, ?, ?)',
  )
  const params = database.prepare(
    'INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (?, ?, ?, ?)',
  )
  const values = database.prepare(
    "INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (?, ?, ?, 'FINITE')",
  )
  const steps = database.prepare(
    `INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type)
     VALUES (?, ?, ?, 'FINITE')`,
  )
  const attributes = database.prepare(
    'INSERT INTO trial_user_attributes (trial_id, key, value_json) VALUES (?, ?, ?)',
  )
  const insertParams = (id: number | bigint, { assignment }: OptunaTrial): void => {
    for (const [name, value] of Object.entries(assignment)) {
      const domain = domains[name]
      const stored = domain === undefined ? -1 : toInternal(domain, value)
      const isStorable = domain !== undefined && (domain.kind !== 'choice' || stored >= 0)
      if (isStorable) params.run(id, name, stored, distributions.get(name))
    }
  }
  return (number: number, trial: OptunaTrial): void => {
    const state = stateOf(trial, directions.length)
    const id = trials.run(number, state, ...timesOf(trial, state)).lastInsertRowid
    insertParams(id, trial)
    const isValued = state === 'COMPLETE' || state === 'PRUNED'
    for (const [objective, value] of (isValued ? (trial.values ?? []) : []).entries())
      values.run(id, objective, value)
    for (const { step, value } of trial.curve) if (Number.isFinite(value)) steps.run(id, step, value)
    for (const [key, value] of Object.entries(trial.attributes))
      attributes.run(id, key, JSON.stringify(value))
  }
}

/** What is complete has a value of every objective there. */
function stateOf({ state, values }: OptunaTrial, objectives: number): string {
  const isWhole = values?.length === objectives && values.every(Number.isFinite)
  return state === 'complete' && !isWhole ? STATES.failed : STATES[state]
}

function timesOf({ startedAt, finishedAt }: OptunaTrial, state: string): [string | null, string | null] {
  if (state === STATES.queued) return [null, null]
  return [toTime(startedAt ?? finishedAt ?? 0), toTime(finishedAt ?? startedAt ?? 0)]
}

/** SQLAlchemy keeps a time without its zone, in UTC: `2026-01-31 23:59:59.123000`. */
function toTime(ms: number): string {
  return `${new Date(ms).toISOString().replace('T', ' ').replace('Z', '')}000`
}
