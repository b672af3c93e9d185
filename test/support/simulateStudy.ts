import type { Continuation, PastTrial, Pruner } from '../../src/main/search'
import type { Assignment } from '../../src/shared/domain/searchSpace'

/** A study whose learning curves are known beforehand. Every epoch takes as long as every other. */
export interface Simulation {
  readonly pruner: Pruner
  /** @returns what the trial of this number is; null where nothing is left */
  readonly propose: (number: number, history: readonly PastTrial[]) => Assignment | null
  /** Whether the objectives are measured after an epoch. @default after each */
  readonly isMeasured?: (step: number, halt: number | null) => boolean
  /** Epochs of a whole trial. */
  readonly plannedSteps: number
  readonly trials: number
  readonly parallel: number
  /** Told of every epoch. @returns false to end the study at once */
  readonly onEpoch?: (trial: PastTrial) => boolean
  /** Told of what goes on, with the trials before it does. */
  readonly onContinue?: (continuation: Continuation, trials: readonly PastTrial[]) => void
}

/** What is to be measured. */
export interface Measurement {
  readonly number: number
  /** The settings of every epoch so far: a copy has those of its source first. */
  readonly settings: readonly Assignment[]
}

/** Objectives, minimised. */
type Values = readonly number[]

/**
 * Runs a study as the study runner does: who waits goes before who is new; who still waits in the end is given up.
 * @param valuesAt objectives after an epoch
 */
export function simulateStudy(
  simulation: Simulation,
  valuesAt: (measurement: Measurement) => Values,
): PastTrial[] {
  const steps = simulateSteps(simulation)
  let step = steps.next()
  while (step.done !== true) step = steps.next(valuesAt(step.value))
  return step.value
}

/** The same, asking for each measurement, so that many studies can be measured together. */
export function* simulateSteps(simulation: Simulation): Generator<Measurement, PastTrial[], Values> {
  const study = new SimulatedStudy(simulation)
  while (study.begin() && (yield* study.train()));
  return study.end()
}

class SimulatedStudy {
  private readonly trials: PastTrial[] = []
  /** What each trial was trained with, epoch by epoch. */
  private readonly settings = new Map<number, Assignment[]>()
  private readonly halts = new Map<number, number | null>()
  private isUsedUp = false

  constructor(private readonly simulation: Simulation) {}

  /** Fills free places. @returns whether anything runs */
  begin(): boolean {
    const { parallel } = this.simulation
    while (this.running().length < parallel && (this.goOn(false) || this.beginNew() || this.goOn(true)));
    return this.running().length > 0
  }

  /** An epoch of all that run, in order of number. @returns whether to go on */
  *train(): Generator<Measurement, boolean, Values> {
    for (const { number } of this.running()) {
      const trial = this.trials[number - 1]
      if (trial?.state !== 'running') continue
      const longer = yield* this.trainOne(trial)
      const isLast = this.stepOf(number) >= trial.plannedSteps
      if (isLast) this.put({ ...longer, state: 'complete', values: bestOf(longer) })
      if (this.simulation.onEpoch?.(this.trials[number - 1] ?? longer) === false) return false
      if (!isLast && longer.curve !== trial.curve) this.judge(longer)
    }
    return true
  }

  private *trainOne(trial: PastTrial): Generator<Measurement, PastTrial, Values> {
    const { number } = trial
    const settings = this.settings.get(number) ?? []
    settings.push(trial.assignment)
    const [step, halt] = [settings.length, this.halts.get(number) ?? null]
    if (this.simulation.isMeasured?.(step, halt) === false) return trial
    const longer = { ...trial, curve: [...trial.curve, { step, values: yield { number, settings } }] }
    this.put(longer)
    return longer
  }

  private stepOf(number: number): number {
    return this.settings.get(number)?.length ?? 0
  }

  end(): PastTrial[] {
    return this.trials.map((trial) => (trial.state === 'paused' ? { ...trial, state: 'pruned' } : trial))
  }

  private judge(trial: PastTrial): void {
    const step = this.stepOf(trial.number)
    const verdict = this.simulation.pruner.judge(trial, this.trials)
    if (verdict.kind === 'continue') return this.markHalt(trial)
    const isHalt = this.halts.get(trial.number) === step
    const state = verdict.kind === 'pause' && isHalt ? 'paused' : 'pruned'
    this.put({ ...trial, state, values: bestOf(trial) })
  }

  private goOn(isEnding: boolean): boolean {
    const { pruner, onContinue } = this.simulation
    if (isEnding && !this.isUsedUp && this.trials.length < this.simulation.trials) return false
    const next = pruner.next(this.trials, isEnding)
    if (next === null) return false
    onContinue?.(next, this.trials)
    if (next.kind === 'promote') this.promote(next.number)
    else this.fork(next)
    return true
  }

  private beginNew(): boolean {
    const number = this.trials.length + 1
    if (this.isUsedUp || number > this.simulation.trials) return false
    const assignment = this.simulation.propose(number, this.trials)
    this.isUsedUp = assignment === null
    if (assignment !== null) this.add({ number, assignment }, [])
    return assignment !== null
  }

  private promote(number: number): void {
    const trial = this.trials[number - 1]
    if (trial !== undefined) this.markHalt({ ...trial, state: 'running', values: null })
  }

  private fork({ from, step, assignment, replaces }: Extract<Continuation, { kind: 'fork' }>): void {
    const [source, replaced] = [this.settings.get(from) ?? [], this.trials[replaces - 1]]
    if (replaced !== undefined) this.put({ ...replaced, state: 'pruned' })
    const number = this.trials.length + 1
    this.add({ number, assignment, forkedFrom: { number: from, step } }, source.slice(0, step))
  }

  private add(trial: Pick<PastTrial, 'number' | 'assignment' | 'forkedFrom'>, settings: Assignment[]): void {
    this.settings.set(trial.number, settings)
    const { plannedSteps } = this.simulation
    this.markHalt({ ...trial, state: 'running', values: null, curve: [], plannedSteps, runs: [] })
  }

  private markHalt(trial: PastTrial): void {
    this.put(trial)
    this.halts.set(trial.number, this.simulation.pruner.nextHalt(trial))
  }

  private put(trial: PastTrial): void {
    this.trials[trial.number - 1] = trial
  }

  private running(): PastTrial[] {
    return this.trials.filter(({ state }) => state === 'running')
  }
}

/** The first objective's best epoch. */
function bestOf({ curve }: PastTrial): Values | null {
  const known = curve.filter(({ values }) => !values.some(Number.isNaN))
  return known.reduce<Values | null>(
    (best, { values }) => (best === null || (values[0] ?? 0) < (best[0] ?? 0) ? values : best),
    null,
  )
}
