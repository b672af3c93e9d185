/** @file The generations of CMA-ES, read from the store: blocks of trial numbers, and the distribution that each block leads to. */
import { createRandom } from '../../../../shared/util/random'
import { isPending, isScored } from '../../history'
import { assignmentKey } from '../../space/assignments'
import { countBetter } from '../../space/countBetter'
import type { PastTrial, Question } from '../../types'
import { type Distribution, type Ranked, startDistribution, updateDistribution } from './distribution'
import { hasConverged, planNextRun, type RestartRule, type RunLedger, type RunPlan } from './restarts'
import { warmStart } from './warmStart'

/** Keeps the draws of restarts apart. */
const RESTARTS = 0x3e57a7

export interface GenerationSettings {
  readonly seed: number
  readonly restarts: RestartRule
  readonly population: number
  readonly step: number
  /** Trials at the same time. */
  readonly parallel: number
  /** Where the first run begins. */
  readonly mean: Float64Array
  /** @returns the point of a trial, as it was drawn from one of the distributions if that can be told; null for one of another space. */
  readonly pointOf: (trial: PastTrial, drawnFrom: readonly Distribution[]) => Float64Array | null
  /** Keeps whole numbers in reach. */
  readonly settle: (distribution: Distribution, population: number) => Distribution
}

/** Where the search stands before a block of trials. */
export interface Stage {
  readonly distribution: Distribution
  /** The one before, from which trials were drawn that did not wait for the end of their predecessors. */
  readonly previous: Distribution | null
  readonly run: RunPlan
  /** Number of the first trial of the block. */
  readonly start: number
  /** Number of the first trial of the run. */
  readonly runStart: number
  /** The best value of every generation of the run. */
  readonly best: readonly number[]
  readonly ledger: RunLedger
}

/**
 * A generation is a block of trial numbers, whoever proposed them. It changes the distribution once all of its trials have come to an end; one that
 * goes on while a further block was begun is left out. Stages are kept while the trials that led to them stay as they are.
 */
export class Generations {
  private root: { key: string; stage: Stage } | null = null
  private kept: { key: string; stage: Stage }[] = []

  constructor(private readonly settings: GenerationSettings) {}

  /** @returns the stage that the trial of this number is drawn in. */
  at({ number, history }: Question): Stage {
    let stage = this.begin(history.filter((trial) => trial.number <= 0))
    const blocks = new Blocks(history)
    for (let index = 0; number >= stage.start + stage.run.population; index++) {
      const end = stage.start + stage.run.population
      const members = blocks.between(stage.start, end)
      const isLate = number >= end + Math.max(stage.run.population, this.settings.parallel)
      if (!isLate && members.some(isUndecided)) break
      const key = members.map(keyOf).join(' ')
      const known = this.kept[index]
      if (known?.key !== key) {
        this.kept.length = index
        this.kept.push({ key, stage: this.advance(stage, members) })
      }
      stage = this.kept[index]?.stage ?? stage
    }
    return stage
  }

  private begin(earlier: readonly PastTrial[]): Stage {
    const key = earlier.map(keyOf).join(' ')
    if (this.root?.key !== key) {
      this.root = { key, stage: this.firstStage(earlier) }
      this.kept = []
    }
    return this.root.stage
  }

  private firstStage(earlier: readonly PastTrial[]): Stage {
    const { mean, population, step } = this.settings
    const points = this.rank(earlier.filter(isScored), []).map(({ point }) => point)
    return {
      distribution: this.settings.settle(warmStart(points) ?? startDistribution(mean, step), population),
      ...{ previous: null, start: 1, runStart: 1, best: [] },
      run: { population, step, isLarge: true, mostTrials: Infinity },
      ledger: { largePopulation: population, largeTrials: 0, smallTrials: 0, lastLarge: 0 },
    }
  }

  private advance(stage: Stage, members: readonly PastTrial[]): Stage {
    const drawnFrom = stage.previous === null ? [stage.distribution] : [stage.distribution, stage.previous]
    const ranked = this.rank(members, drawnFrom)
    const { population } = stage.run
    const start = stage.start + population
    const isTelling = ranked.length >= 2 && ranked.some(({ isSound }) => isSound)
    if (!isTelling) return { ...stage, start, previous: stage.distribution }
    const distribution = this.settings.settle(updateDistribution(stage.distribution, ranked), population)
    const values = members.filter(isScored).map((trial) => trial.values[0] ?? Infinity)
    const best = [...stage.best, Math.min(...values)]
    const next: Stage = { ...stage, distribution, previous: stage.distribution, start, best }
    return this.isOver(next) ? this.restart(next) : next
  }

  private isOver({ distribution, best, run, start, runStart }: Stage): boolean {
    if (this.settings.restarts === 'none') return false
    return start - runStart >= run.mostTrials || hasConverged(distribution, best, run.population)
  }

  private restart(stage: Stage): Stage {
    const { restarts, seed, population, step } = this.settings
    if (restarts === 'none') return stage
    const random = createRandom(seed, stage.start, RESTARTS)
    const ledger = closeRun(stage)
    const run = planNextRun(restarts, { population, step }, { ledger, random })
    const mean = stage.distribution.mean.map(() => random.next())
    return {
      distribution: this.settings.settle(startDistribution(mean, run.step), run.population),
      ...{ previous: stage.distribution, run, best: [], start: stage.start, runStart: stage.start },
      ledger: run.isLarge ? { ...ledger, largePopulation: run.population } : ledger,
    }
  }

  /** Complete trials before those that were given up, and those without a value last: their place is all that is known of them. */
  private rank(members: readonly PastTrial[], drawnFrom: readonly Distribution[]): Ranked[] {
    const isKept = (trial: PastTrial) => trial.state === 'failed' || trial.values !== null
    const own = members.filter(isKept)
    const sound = own.filter(isScored)
    const beaten = countBetter(sound.map(({ values }) => values))
    const order = new Map<PastTrial, number>(sound.map((trial, index) => [trial, beaten[index] ?? 0]))
    const groupOf = (trial: PastTrial) => (!order.has(trial) ? 2 : trial.state === 'complete' ? 0 : 1)
    return own
      .toSorted(
        (left, right) =>
          groupOf(left) - groupOf(right) ||
          (order.get(left) ?? 0) - (order.get(right) ?? 0) ||
          left.number - right.number,
      )
      .flatMap((trial) => {
        const point = this.settings.pointOf(trial, drawnFrom)
        return point === null ? [] : [{ point, isSound: order.has(trial) }]
      })
  }
}

/** Trials that wait at a rung have something to tell. */
function isUndecided(trial: PastTrial): boolean {
  return isPending(trial) && trial.values === null
}

function closeRun({ ledger, run, start, runStart }: Stage): RunLedger {
  const trials = start - runStart
  return run.isLarge
    ? { ...ledger, largeTrials: ledger.largeTrials + trials, lastLarge: trials }
    : { ...ledger, smallTrials: ledger.smallTrials + trials }
}

/** Trials by number, ascending. */
class Blocks {
  private place = 0

  constructor(private readonly history: readonly PastTrial[]) {}

  /** @param first to `end`, which is not among them; blocks are asked for in order */
  between(first: number, end: number): PastTrial[] {
    const { history } = this
    while ((history[this.place]?.number ?? Infinity) < first) this.place++
    const from = this.place
    while ((history[this.place]?.number ?? Infinity) < end) this.place++
    return history.slice(from, this.place)
  }
}

const KEYS = new WeakMap<PastTrial, string>()

/** What a generation depends on. */
function keyOf(trial: PastTrial): string {
  const known = KEYS.get(trial)
  if (known !== undefined) return known
  const key = `${trial.number}${trial.state}${String(trial.values)}${assignmentKey(trial.assignment)}`
  KEYS.set(trial, key)
  return key
}
