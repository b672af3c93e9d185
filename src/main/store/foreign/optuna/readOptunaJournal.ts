/** @file The studies of an Optuna journal: a JSON object a line, one operation each, in order. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { Direction } from '../../../../shared/domain/metric'
import type { Domain, ParameterValue } from '../../../../shared/domain/searchSpace'
import { AppError } from '../../../../shared/errors/appError'
import type { ForeignPoint, ForeignStudy, ForeignTrial } from '../types'
import { fromInternal, readDistribution } from './distribution'
import { finiteOrNull } from './readOptunaDatabase'
import { readTime, type StateName, StateNames, toState } from './trialStates'

const Index = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Python writes NaN and Infinity, which are made null before JSON is read. */
const Value = v.nullable(v.number())
const Values = v.nullish(v.array(Value))
const Time = v.nullish(v.string())
const State = v.pipe(Index, v.maxValue(StateNames.length - 1))

const CreateStudy = v.object({
  op_code: v.literal(0),
  study_name: v.string(),
  directions: v.array(v.number()),
})
const DeleteStudy = v.object({ op_code: v.literal(1), study_id: Index })
/** A trial that was added whole carries all that is known of it. */
const CreateTrial = v.object({
  op_code: v.literal(4),
  study_id: Index,
  datetime_start: Time,
  datetime_complete: Time,
  state: v.optional(State),
  value: v.nullish(v.number(), null),
  values: Values,
  params: v.optional(v.record(v.string(), v.number()), {}),
  distributions: v.optional(v.record(v.string(), v.string()), {}),
  intermediate_values: v.optional(v.record(v.string(), Value), {}),
})
const SetParam = v.object({
  op_code: v.literal(5),
  trial_id: Index,
  param_name: v.string(),
  param_value_internal: v.number(),
  distribution: v.string(),
})
const SetState = v.object({
  op_code: v.literal(6),
  trial_id: Index,
  state: State,
  values: Values,
  datetime_start: Time,
  datetime_complete: Time,
})
const SetStep = v.object({
  op_code: v.literal(7),
  trial_id: Index,
  step: v.number(),
  intermediate_value: Value,
})
/** Attributes, and what later releases may add, say nothing here. */
const Other = v.object({ op_code: v.number() })
const Operation = v.union([CreateStudy, DeleteStudy, CreateTrial, SetParam, SetState, SetStep, Other])
type Operation = v.InferOutput<typeof Operation>

interface DraftTrial {
  readonly study: number
  readonly number: number
  state: StateName
  readonly assignment: Record<string, ParameterValue>
  values: readonly (number | null)[]
  readonly curve: Map<number, number>
  startedAt: number | null
  finishedAt: number | null
}

interface DraftStudy {
  readonly name: string
  readonly directions: readonly Direction[]
  readonly domains: Record<string, Domain>
  isDeleted: boolean
}

/** @throws {foreign/unreadable} where it is no journal of Optuna's; a last line that was not written whole is passed over. */
export function readOptunaJournal(path: string, fileName: string): ForeignStudy[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  const replay = new Replay()
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const operation = v.safeParse(v.pipe(v.string(), v.parseJson(), Operation), withoutNan(line))
    if (operation.success) replay.take(operation.output)
    else if (index < lines.length - 1) throw new AppError('foreign/unreadable', { name: fileName })
  }
  return replay.studies()
}

class Replay {
  readonly #studies: DraftStudy[] = []
  readonly #trials: DraftTrial[] = []

  take(operation: Operation): void {
    if (is(CreateStudy, operation)) this.#createStudy(operation)
    else if (is(DeleteStudy, operation)) {
      const study = this.#studies[operation.study_id]
      if (study) study.isDeleted = true
    } else if (is(CreateTrial, operation)) this.#createTrial(operation)
    else if (is(SetParam, operation)) {
      const { trial_id: id, param_name: name, param_value_internal: value, distribution } = operation
      this.#setParam(this.#trials[id], { name, value, distribution })
    } else if (is(SetState, operation)) this.#setState(operation)
    else if (is(SetStep, operation)) this.#setStep(operation)
  }

  studies(): ForeignStudy[] {
    return this.#studies.flatMap(({ name, directions, domains, isDeleted }, study) => {
      if (isDeleted) return []
      const trials = this.#trials.filter((trial) => trial.study === study).map(toTrial)
      return [{ name, directions, domains, trials }]
    })
  }

  #createStudy({ study_name: name, directions }: v.InferOutput<typeof CreateStudy>): void {
    const named = directions.map((number): Direction => (number === 2 ? 'maximize' : 'minimize'))
    this.#studies.push({ name, directions: named, domains: {}, isDeleted: false })
  }

  #createTrial(operation: v.InferOutput<typeof CreateTrial>): void {
    const { study_id: study, value, values } = operation
    const trial: DraftTrial = {
      study,
      number: this.#trials.filter((other) => other.study === study).length,
      state: StateNames[operation.state ?? 0] ?? 'RUNNING',
      assignment: {},
      values: values ?? (value === null ? [] : [value]),
      curve: new Map(),
      startedAt: readTime(operation.datetime_start ?? null),
      finishedAt: readTime(operation.datetime_complete ?? null),
    }
    this.#trials.push(trial)
    for (const [name, stored] of Object.entries(operation.params)) {
      const distribution = operation.distributions[name]
      if (distribution !== undefined) this.#setParam(trial, { name, value: stored, distribution })
    }
    for (const [step, point] of Object.entries(operation.intermediate_values))
      if (point !== null) trial.curve.set(Number(step), point)
  }

  #setParam(
    trial: DraftTrial | undefined,
    { name, value, distribution }: { name: string; value: number; distribution: string },
  ): void {
    const domain = readDistribution(distribution)
    const found = domain && fromInternal(domain, value)
    const study = trial && this.#studies[trial.study]
    if (!trial || !study || domain === null || found === null) return
    trial.assignment[name] = found
    study.domains[name] = domain
  }

  #setState(operation: v.InferOutput<typeof SetState>): void {
    const trial = this.#trials[operation.trial_id]
    if (trial === undefined) return
    trial.state = StateNames[operation.state] ?? trial.state
    trial.values = operation.values ?? trial.values
    trial.startedAt = readTime(operation.datetime_start ?? null) ?? trial.startedAt
    trial.finishedAt = readTime(operation.datetime_complete ?? null) ?? trial.finishedAt
  }

  #setStep({ trial_id: id, step, intermediate_value: value }: v.InferOutput<typeof SetStep>): void {
    if (value !== null) this.#trials[id]?.curve.set(step, value)
  }
}

function toTrial({
  number,
  state,
  assignment,
  values,
  curve,
  startedAt,
  finishedAt,
}: DraftTrial): ForeignTrial {
  const points = [...curve].map(([step, value]): ForeignPoint => ({ step, value }))
  return {
    ...{ number, state: toState(state), assignment, startedAt, finishedAt },
    values: finiteOrNull(values),
    curve: points.sort((left, right) => left.step - right.step),
  }
}

function is<Schema extends v.GenericSchema>(schema: Schema, value: unknown): value is v.InferOutput<Schema> {
  return v.is(schema, value)
}

/** Outside of texts only: a parameter may have such a name. */
function withoutNan(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (part) =>
    part.startsWith('"') ? part : 'null',
  )
}
