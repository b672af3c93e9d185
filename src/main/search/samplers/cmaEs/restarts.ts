/** @file When a run of CMA-ES has come to its end, and with what the next one begins. */
import type { Random } from '../../../../shared/util/random'
import { deviationOf, type Distribution } from './distribution'

export type RestartRule = 'none' | 'ipop' | 'bipop'

export interface RunPlan {
  readonly population: number
  /** First step size. */
  readonly step: number
  /** Whether it is one of the large ones, which double each time. */
  readonly isLarge: boolean
  /** Trials after which it ends whatever it finds. */
  readonly mostTrials: number
}

/** What the runs so far came to. */
export interface RunLedger {
  readonly largePopulation: number
  readonly largeTrials: number
  readonly smallTrials: number
  /** Trials of the last large run. */
  readonly lastLarge: number
}

/** In places of the unit cube: a distribution that is narrower finds nothing new worth a trial. */
const NARROWEST = 1e-7
const EQUAL_VALUES = 1e-12

/** @param best the best value of every generation of the run @returns whether nothing more is to be expected of it. */
export function hasConverged(
  distribution: Distribution,
  best: readonly number[],
  population: number,
): boolean {
  const n = distribution.mean.length
  const widest = Math.max(...Array.from({ length: n }, (_, axis) => deviationOf(distribution, axis)))
  if (widest < NARROWEST) return true
  const generations = 10 + Math.ceil((30 * n) / population)
  if (best.length < generations) return false
  const latest = best.slice(-generations)
  return Math.max(...latest) - Math.min(...latest) <= EQUAL_VALUES * Math.max(1, Math.abs(latest[0] ?? 0))
}

/**
 * IPOP (Auger and Hansen 2005): twice the population. BIPOP (Hansen 2009): the same, in turn with small runs of random population and step, whichever
 * kind has used fewer trials.
 */
export function planNextRun(
  rule: Exclude<RestartRule, 'none'>,
  first: { readonly population: number; readonly step: number },
  { ledger, random }: { ledger: RunLedger; random: Random },
): RunPlan {
  const { largePopulation, largeTrials, smallTrials, lastLarge } = ledger
  const isLarge = rule === 'ipop' || largeTrials <= smallTrials
  if (isLarge) {
    return { population: 2 * largePopulation, step: first.step, isLarge, mostTrials: Infinity }
  }
  const share = random.next() ** 2
  return {
    population: Math.max(4, Math.floor(first.population * (largePopulation / first.population / 2) ** share)),
    step: first.step * 10 ** (-2 * random.next()),
    isLarge,
    mostTrials: Math.floor(lastLarge / 2),
  }
}
