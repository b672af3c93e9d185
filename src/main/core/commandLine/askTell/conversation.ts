/** @file The state of `fettle ask-tell`: trials that were given out, and what was said of them. */
import * as v from 'valibot'
import type { Direction } from '../../../../shared/domain/metric'
import type { Assignment, SearchSpace } from '../../../../shared/domain/searchSpace'
import {
  assignmentKey,
  completeTrials,
  type CurvePoint,
  dominates,
  normaliseAssignment,
  type PastTrial,
  type Pruner,
  type Sampler,
  type ScoredTrial,
} from '../../../search'
import { Message, type Reported, type Told } from './messages'

export interface ConversationOptions {
  readonly space: SearchSpace
  readonly sampler: Sampler
  readonly pruner: Pruner
  /** One an objective. */
  readonly directions: readonly Direction[]
  /** Epochs of a whole trial, for pruners that plan rungs. */
  readonly steps: number
  /** Whether an assignment fulfils the constraints. */
  readonly isFeasible: (assignment: Assignment) => boolean
}

/** A trial, counted from 0, as it is answered. */
interface GivenTrial {
  readonly trial: number
  readonly parameters: Assignment
}

export type Answer =
  | GivenTrial
  | (GivenTrial & { readonly value: number | readonly number[] })
  | { readonly trial: number; readonly prune: boolean; readonly reason?: string }
  | { readonly exhausted: true }
  | { readonly error: string }

/** Answers lines; what cannot be understood is answered by an error and changes nothing. */
export class Conversation {
  readonly #options: ConversationOptions
  /** Results from elsewhere first (numbers 0 and below), then the trials by number from 1. */
  readonly #priors: PastTrial[] = []
  readonly #trials: PastTrial[] = []
  readonly #tried = new Set<string>()

  constructor(options: ConversationOptions) {
    this.#options = options
  }

  answer(line: string): readonly Answer[] {
    const message = readMessage(line)
    if (typeof message === 'string') return [{ error: message }]
    if ('ask' in message) return this.#ask(message.ask)
    if ('best' in message) return this.#best(message.best)
    return 'tell' in message ? this.#tell(message.tell) : this.#report(message.report)
  }

  #ask(count: number): Answer[] {
    const answers: Answer[] = []
    while (answers.length < count) {
      const number = this.#trials.length + 1
      const { sampler, isFeasible, steps } = this.#options
      const assignment = sampler.propose({
        number,
        history: this.#history(),
        isAllowed: (one) => !this.#tried.has(assignmentKey(one)) && isFeasible(one),
      })
      if (assignment === null) return [...answers, { exhausted: true }]
      this.#tried.add(assignmentKey(assignment))
      this.#trials.push({
        ...{ number, assignment, state: 'running', values: null, curve: [], plannedSteps: steps, runs: [] },
      })
      answers.push({ trial: number - 1, parameters: assignment })
    }
    return answers
  }

  #tell(told: Told): Answer[] {
    if ('parameters' in told) return this.#tellPrior(told.parameters, told.value)
    const found = this.#running(told.trial)
    if (typeof found === 'string') return [{ error: found }]
    if (!('value' in told)) {
      this.#put({ ...found, state: 'failed', values: null })
      return []
    }
    const problem = this.#problemOf(told.value)
    if (problem !== null) return [{ error: problem }]
    this.#put({ ...found, state: told.state ?? 'complete', values: this.#toMinimise(told.value) })
    return []
  }

  #tellPrior(parameters: Assignment, value: readonly number[]): Answer[] {
    const { space, steps } = this.#options
    const assignment = normaliseAssignment(space, parameters)
    const problem =
      assignmentKey(assignment) === assignmentKey(parameters)
        ? this.#problemOf(value)
        : 'these are not exactly the parameters that exist together'
    if (problem !== null) return [{ error: problem }]
    const values = this.#toMinimise(value)
    const number = -this.#priors.length
    this.#priors.unshift({
      ...{ number, assignment, state: 'complete', values, curve: [], plannedSteps: steps, runs: [] },
    })
    this.#tried.add(assignmentKey(assignment))
    return []
  }

  #report({ trial, step, value }: Reported): Answer[] {
    const found = this.#running(trial)
    if (typeof found === 'string') return [{ error: found }]
    const problem = this.#problemOf(value)
    if (problem !== null) return [{ error: problem }]
    if (step <= (found.curve.at(-1)?.step ?? 0))
      return [{ error: `trial ${trial} was at step ${step} already` }]
    const point: CurvePoint = { step, values: this.#toMinimise(value) }
    const reported = { ...found, curve: [...found.curve, point] }
    this.#put(reported)
    const verdict = this.#options.pruner.judge(reported, this.#history())
    // Who asks cannot continue a trial later: one that would wait at a rung ends there.
    if (verdict.kind === 'continue') return [{ trial, prune: false }]
    return [{ trial, prune: true, reason: verdict.reason.code }]
  }

  /** With several objectives: trials that no other beats in everything. */
  #best(count: number): Answer[] {
    const { directions } = this.#options
    const complete = completeTrials(this.#trials)
    const front = directions.length === 1 ? complete : complete.filter((trial) => isUnbeaten(trial, complete))
    const ranked = front.toSorted(
      (left, right) => (left.values[0] ?? 0) - (right.values[0] ?? 0) || left.number - right.number,
    )
    if (ranked.length === 0) return [{ error: 'no trial is complete yet' }]
    return ranked.slice(0, count).map(({ number, assignment, values }) => {
      const own = values.map((value, index) => (directions[index] === 'maximize' ? -value : value))
      return { trial: number - 1, parameters: assignment, value: own.length === 1 ? (own[0] ?? 0) : own }
    })
  }

  #history(): PastTrial[] {
    return [...this.#priors, ...this.#trials]
  }

  /** @returns the trial, or why nothing can be said of it. */
  #running(trial: number): PastTrial | string {
    const found = this.#trials[trial]
    if (found === undefined) return `there is no trial ${trial}`
    return found.state === 'running' ? found : `trial ${trial} was told already`
  }

  #put(trial: PastTrial): void {
    this.#trials[trial.number - 1] = trial
  }

  #problemOf(value: readonly number[]): string | null {
    const { length } = this.#options.directions
    return value.length === length ? null : `a value has ${length} number${length === 1 ? '' : 's'} here`
  }

  #toMinimise(value: readonly number[]): number[] {
    return value.map((one, index) => (this.#options.directions[index] === 'maximize' ? -one : one))
  }
}

function isUnbeaten(trial: ScoredTrial, trials: readonly ScoredTrial[]): boolean {
  return !trials.some((other) => dominates(other.values, trial.values))
}

function readMessage(line: string): Message | string {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return 'this line is no JSON'
  }
  const read = v.safeParse(Message, json)
  if (read.success) return read.output
  return 'expected {"ask":1}, {"tell":{"trial":0,"value":0.12}}, {"tell":{"trial":0,"state":"failed"}}, {"report":{"trial":0,"step":1,"value":0.12}} or {"best":1}'
}
