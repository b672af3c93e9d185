import type { Continuation, PastTrial, Pruner, Question } from '../../src/main/search'
import type { Assignment } from '../../src/shared/domain/searchSpace'
import { questionOf } from './search'

/** A study whose learning curves are known beforehand. Every epoch takes as long as every other. */
export interface Simulation {
  readonly pruner: Pruner
  readonly propose: (question: Question) => Assignment | null
  /** Objectives after an epoch, minimised. @param settings of every epoch up to it: a copy has those of its source first */
  readonly valuesAt: (settings: readonly Assignment[], number: number) => readonly number[]
  /** Epochs of a whole trial. */
  readonly plannedSteps: number
  readonly trials: number
  readonly parallel: number
  /** Told of every epoch. @returns false to end the study at once */
  readonly onEpoch?: (trial: PastTrial) => boolean
  /** Told of what goes on, with the trials before it does. */
  readonly onContinue?: (continuation: Continuation, trials: readonly PastTrial[]) => void
}

/** Runs a study as the study runner does: who waits goes before who is new; who still waits in the end is given up. */
export function simulateStudy(simulation: Simulation): PastTrial[] {
  const study = new SimulatedStudy(simulation)
  while (study.begin() && study.train());
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
  train(): boolean {
    for (const { number } of this.running()) {
      const trial = this.trials[number - 1]
      if (trial?.state !== 'running') continue
      const own = this.settings.get(number) ?? []
      own.push(trial.assignment)
      const point = { step: own.length, values: this.simulation.valuesAt(own, number) }
      const longer = { ...trial, curve: [...trial.curve, point] }
      this.put(longer)
      if (this.simulation.onEpoch?.(longer) === false) return false
      this.judge(longer)
    }
    return true
  }

  end(): PastTrial[] {
    return this.trials.map((trial) => (trial.state === 'paused' ? { ...trial, state: 'pruned' } : trial))
  }

  private judge(trial: PastTrial): void {
    const step = this.settings.get(trial.number)?.length ?? 0
    if (step >= trial.plannedSteps) return this.put({ ...trial, state: 'complete', values: bestOf(trial) })
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
    const assignment = this.simulation.propose(questionOf(number, this.trials))
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
function bestOf({ curve }: PastTrial): readonly number[] | null {
  const known = curve.filter(({ values }) => !values.some(Number.isNaN))
  return known.reduce<readonly number[] | null>(
    (best, { values }) => (best === null || (values[0] ?? 0) < (best[0] ?? 0) ? values : best),
    null,
  )
}
