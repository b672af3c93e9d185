/** @file The studies of an Optuna database (SQLite, schema 12). */
import Database from 'better-sqlite3'
import * as v from 'valibot'
import type { Direction } from '../../../../shared/domain/metric'
import type { Domain } from '../../../../shared/domain/searchSpace'
import { AppError } from '../../../../shared/errors/appError'
import type { ForeignStudy, ForeignTrial } from '../types'
import { fromInternal, readDistribution } from './distribution'
import { readTime, type StateName, StateNames, toState } from './trialStates'

const StudyRow = v.object({ id: v.number(), name: v.string() })
const DirectionRow = v.object({ direction: v.picklist(['MINIMIZE', 'MAXIMIZE', 'NOT_SET']) })
const TrialRow = v.object({
  id: v.number(),
  number: v.number(),
  state: v.picklist(StateNames),
  start: v.nullable(v.string()),
  end: v.nullable(v.string()),
})
const ParamRow = v.object({
  trial: v.number(),
  name: v.string(),
  value: v.number(),
  distribution: v.string(),
})
/** A value that is no number stands as null. */
const ValueRow = v.object({ trial: v.number(), place: v.number(), value: v.nullable(v.number()) })

/**
 * @returns every study in the file
 * @throws {foreign/unreadable} where it is no database of Optuna's, or one of a schema that is not known
 */
export function readOptunaDatabase(path: string, fileName: string): ForeignStudy[] {
  const unreadable = (cause: unknown) => new AppError('foreign/unreadable', { name: fileName }, { cause })
  let database: Database.Database
  try {
    database = new Database(path, { readonly: true, fileMustExist: true })
  } catch (thrown) {
    throw unreadable(thrown)
  }
  try {
    database.pragma('trusted_schema = OFF')
    const read = createReader(database)
    return read(StudyRow, 'SELECT study_id AS id, study_name AS name FROM studies ORDER BY study_id').map(
      (study) => readStudy(read, study),
    )
  } catch (thrown) {
    throw unreadable(thrown)
  } finally {
    database.close()
  }
}

type Read = ReturnType<typeof createReader>

function createReader(database: Database.Database) {
  return <Schema extends v.GenericSchema>(
    schema: Schema,
    sql: string,
    ...values: unknown[]
  ): v.InferOutput<Schema>[] => v.parse(v.array(schema), database.prepare(sql).all(...values))
}

function readStudy(read: Read, { id, name }: v.InferOutput<typeof StudyRow>): ForeignStudy {
  const directions = read(
    DirectionRow,
    'SELECT direction FROM study_directions WHERE study_id = ? ORDER BY objective',
    id,
  ).map(({ direction }): Direction => (direction === 'MAXIMIZE' ? 'maximize' : 'minimize'))
  const domains: Record<string, Domain> = {}
  const assignments = new Map<number, Record<string, ForeignTrial['assignment'][string]>>()
  const params = `SELECT trial_id AS trial, param_name AS name, param_value AS value, distribution_json AS distribution
    FROM trial_params JOIN trials USING (trial_id) WHERE study_id = ? ORDER BY trial_id, param_id`
  for (const { trial, name: parameter, value, distribution } of read(ParamRow, params, id)) {
    const domain = readDistribution(distribution)
    const found = domain && fromInternal(domain, value)
    if (domain === null || found === null) continue
    domains[parameter] = domain
    const assignment = assignments.get(trial) ?? {}
    assignments.set(trial, { ...assignment, [parameter]: found })
  }
  const values = groupByTrial(
    read(
      ValueRow,
      `SELECT trial_id AS trial, objective AS place, value FROM trial_values JOIN trials USING (trial_id)
       WHERE study_id = ? ORDER BY trial_id, objective`,
      id,
    ),
  )
  const curves = groupByTrial(
    read(
      ValueRow,
      `SELECT trial_id AS trial, step AS place, intermediate_value AS value FROM trial_intermediate_values
       JOIN trials USING (trial_id) WHERE study_id = ? ORDER BY trial_id, step`,
      id,
    ),
  )
  const rows = read(
    TrialRow,
    `SELECT trial_id AS id, number, state, datetime_start AS start, datetime_complete AS end FROM trials
     WHERE study_id = ? ORDER BY number`,
    id,
  )
  const trials = rows.map((row): ForeignTrial => {
    const points = (curves.get(row.id) ?? []).map(({ place, value }) => ({ step: place, value }))
    return {
      number: row.number,
      state: toState(row.state satisfies StateName),
      assignment: assignments.get(row.id) ?? {},
      values: finiteOrNull((values.get(row.id) ?? []).map(({ value }) => value)),
      curve: points.flatMap(({ step, value }) => (value === null ? [] : [{ step, value }])),
      startedAt: readTime(row.start),
      finishedAt: readTime(row.end),
    }
  })
  return { name, directions, domains, trials }
}

type Value = v.InferOutput<typeof ValueRow>

function groupByTrial(rows: readonly Value[]): Map<number, Value[]> {
  const groups = new Map<number, Value[]>()
  for (const row of rows) {
    const group = groups.get(row.trial)
    if (group) group.push(row)
    else groups.set(row.trial, [row])
  }
  return groups
}

/** @returns null where there is none, or one that is no number. */
export function finiteOrNull(values: readonly (number | null)[]): number[] | null {
  const finite = values.filter((value): value is number => value !== null && Number.isFinite(value))
  return values.length > 0 && finite.length === values.length ? finite : null
}
