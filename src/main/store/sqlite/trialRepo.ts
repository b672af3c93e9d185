/** @file Trials: the rows of leaderboards and the epochs behind them. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { Placement } from '../../../shared/domain/device'
import type { StudyId, TrialId } from '../../../shared/domain/ids'
import type { StepMetrics } from '../../../shared/domain/metric'
import { Reason } from '../../../shared/domain/study'
import { FROM_SAMPLER, Sharing, TrialOrigin, TrialRow } from '../../../shared/domain/trial'
import { invariant } from '../../../shared/errors/appError'
import type { TrialRepo } from '../types'
import { createCurves, finiteValues } from './curves'
import { createLayerFigures } from './layerFigures'
import { expectChanged, flag, json, readFound, readRow } from './rows'

const { assignment, train, validation, spark, runs } = TrialRow.entries
const StoredTrial = v.strictObject({
  ...TrialRow.entries,
  assignment: json(assignment),
  train: json(train),
  validation: json(validation),
  spark: json(spark),
  reason: v.nullable(json(Reason)),
  sharing: v.nullable(json(Sharing)),
  placement: v.nullable(json(Placement)),
  origin: v.pipe(
    v.nullable(json(TrialOrigin)),
    v.transform((origin) => origin ?? FROM_SAMPLER),
  ),
  runs: json(runs),
  isStoppedEarly: flag,
})
const TrialPlace = v.strictObject({ key: v.number(), metric: v.string() })

const COLUMNS = `id, study_id AS studyId, number, state, assignment, value, best_step AS bestStep, step,
  planned_steps AS plannedSteps, is_stopped_early AS isStoppedEarly, train, validation, spark, reason, attempt, sharing,
  placement, origin, runs, deviation, space_version AS spaceVersion, weight_count AS weightCount, duration_ms AS durationMs, started_at AS startedAt, finished_at AS finishedAt`

const INSERT = `INSERT INTO trials (id, study_id, number, assignment, spark, state, value, best_step, step, planned_steps,
    is_stopped_early, train, validation, reason, attempt, sharing, placement, origin, runs, deviation,
    space_version, weight_count, duration_ms, started_at, finished_at)
  VALUES (@id, @studyId, @number, @assignment, '[]', @state, @value, @bestStep, @step, @plannedSteps, @isStoppedEarly,
    @train, @validation, @reason, @attempt, @sharing, @placement, @origin, @runs,
    @deviation, @spaceVersion, @weightCount, @durationMs, @startedAt,
    @finishedAt)
  ON CONFLICT (study_id, number) DO NOTHING`

const UPDATE = `UPDATE trials SET state = @state, value = @value, best_step = @bestStep, step = @step,
    planned_steps = @plannedSteps, is_stopped_early = @isStoppedEarly, train = @train, validation = @validation,
    reason = @reason, attempt = @attempt, sharing = @sharing, placement = @placement, runs = @runs, deviation = @deviation, weight_count = @weightCount, duration_ms = @durationMs,
    started_at = @startedAt, finished_at = @finishedAt
  WHERE id = @id`

/** The sparkline follows from the stored epochs only: the column is kept when they change, so that lists stay quick. */
export function createTrialRepo(database: Database): TrialRepo {
  const curves = createCurves(database)
  const layers = createLayerFigures(database)
  const insert = database.prepare(INSERT)
  const update = database.prepare(UPDATE)
  const setSpark = database.prepare('UPDATE trials SET spark = ? WHERE key = ?')
  const selectPlace = database.prepare(
    `SELECT trials.key, objective_metric AS metric FROM trials JOIN studies ON studies.id = study_id WHERE trials.id = ?`,
  )
  const select = database.prepare(`SELECT ${COLUMNS} FROM trials WHERE id = ?`)
  const selectAll = database.prepare(`SELECT ${COLUMNS} FROM trials WHERE study_id = ? ORDER BY number`)
  const placeOf = (id: TrialId) => readFound(TrialPlace, selectPlace.get(id), { what: 'trial', id })
  return {
    insert: (row) => {
      const { changes } = insert.run(toRecord(row))
      invariant(changes === 1, `trial ${String(row.number)} of study ${row.studyId} exists already`)
    },
    update: database.transaction((rows: readonly TrialRow[]) => {
      for (const row of rows) expectChanged(update.run(toRecord(row)).changes, { what: 'trial', id: row.id })
    }),
    appendSteps: database.transaction((id: TrialId, steps: readonly StepMetrics[], run?: number) => {
      const { key, metric } = placeOf(id)
      curves.append(key, steps, run)
      layers.append(key, steps)
      setSpark.run(JSON.stringify(curves.spark(key, metric)), key)
    }),
    clearSteps: database.transaction((id: TrialId) => {
      const { key } = placeOf(id)
      curves.clear(key)
      layers.clear(key)
      setSpark.run('[]', key)
    }),
    steps: (id) => curves.read(placeOf(id).key),
    layers: (id) => layers.read(placeOf(id).key),
    curves: (studyId, metrics) => curves.ofStudy(studyId, metrics),
    list: (studyId: StudyId) => selectAll.all(studyId).map((row) => readRow(StoredTrial, row)),
    get: (id) => readFound(StoredTrial, select.get(id), { what: 'trial', id }),
  }
}

function toRecord({ spark: _spark, ...row }: TrialRow) {
  return {
    ...row,
    assignment: JSON.stringify(row.assignment),
    value: row.value !== null && Number.isFinite(row.value) ? row.value : null,
    isStoppedEarly: Number(row.isStoppedEarly),
    train: JSON.stringify(finiteValues(row.train)),
    validation: JSON.stringify(finiteValues(row.validation)),
    reason: row.reason === null ? null : JSON.stringify(row.reason),
    sharing: row.sharing === null ? null : JSON.stringify(row.sharing),
    placement: row.placement === null ? null : JSON.stringify(row.placement),
    origin: row.origin.kind === 'sampler' ? null : JSON.stringify(row.origin),
    runs: JSON.stringify(row.runs),
    deviation: row.deviation !== null && Number.isFinite(row.deviation) ? row.deviation : null,
  }
}
