/** @file The front of a study with several objectives: who is beaten by nobody, the knee, and how the dominated volume grew. */
import type { ParetoAnswer } from '../../../shared/domain/analysis/results'
import { completeTrials, type ScoredTrial } from '../history'
import { hypervolume } from '../pareto/hypervolume'
import { dominates, type Objectives, paretoFront } from '../pareto/paretoRanks'
import type { AnalysisTask, Sliced } from './types'
import { samplePart } from './usableTrials'

const MOST_OTHERS = 2000
/** Places at which the volume is measured. */
const MOST_STEPS = 100
/** Of four objectives the volume of many points takes long: it is measured of so many of the front, which is a lower bound. */
const MOST_OF_FRONT = 60
/** The corner that volumes are measured from lies a tenth of the range beyond the worst, so that the ends of the front count. */
const CORNER = 1.1

export function* describeFront(task: AnalysisTask): Sliced<ParetoAnswer> {
  const trials = completeTrials(task.trials)
  const places = new Set(paretoFront(trials.map(({ values }) => values)))
  const inUnits = ({ number, values }: ScoredTrial) => ({
    number,
    values: values.map((value, index) => (task.directions[index] === 'maximize' ? -value : value)),
  })
  yield
  const front = trials
    .filter((_, index) => places.has(index))
    .sort((a, b) => (a.values[0] ?? 0) - (b.values[0] ?? 0) || a.number - b.number)
  const others = samplePart(
    trials.filter((_, index) => !places.has(index)),
    MOST_OTHERS,
  )
  return {
    kind: 'pareto',
    directions: [...task.directions],
    trials: { used: front.length + others.length, total: trials.length },
    front: front.map(inUnits),
    knee: findKnee(front),
    others: others.map(inUnits),
    hypervolume: yield* measureVolumes(trials),
  }
}

interface Range {
  readonly low: number
  readonly width: number
}

function rangesOf(trials: readonly ScoredTrial[]): Range[] {
  return (trials[0]?.values ?? []).map((_, index) => {
    const column = trials.map(({ values }) => values[index] ?? 0)
    const low = column.reduce((least, value) => Math.min(least, value), Infinity)
    const high = column.reduce((most, value) => Math.max(most, value), -Infinity)
    return { low, width: high - low || 1 }
  })
}

function toShares(ranges: readonly Range[], values: Objectives): number[] {
  return ranges.map(({ low, width }, index) => ((values[index] ?? 0) - low) / width)
}

/** @returns the trial nearest to the point that has the best of every objective, where each counts by its range on the front. */
function findKnee(front: readonly ScoredTrial[]): number | null {
  if (front.length < 3) return null
  const ranges = rangesOf(front)
  const distance = ({ values }: ScoredTrial) => Math.hypot(...toShares(ranges, values))
  return front.reduce((best, trial) => (distance(trial) < distance(best) ? trial : best)).number
}

function* measureVolumes(trials: readonly ScoredTrial[]): Sliced<ParetoAnswer['hypervolume']> {
  const ranges = rangesOf(trials)
  const reference = ranges.map(() => CORNER)
  const interval = Math.max(1, Math.ceil(trials.length / MOST_STEPS))
  const steps: ParetoAnswer['hypervolume'] = []
  let front: Objectives[] = []
  for (const [index, { number, values }] of trials.entries()) {
    const point = toShares(ranges, values)
    if (!front.some((other) => dominates(other, point))) {
      front = [...front.filter((other) => !dominates(point, other)), point]
    }
    if ((index + 1) % interval !== 0 && index + 1 !== trials.length) continue
    const measured = ranges.length > 3 ? samplePart(front, MOST_OF_FRONT) : front
    const share = hypervolume(measured, reference) / CORNER ** ranges.length
    steps.push({ trials: index + 1, number, share })
    yield
  }
  return steps
}
