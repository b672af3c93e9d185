/** @file The learning rate of every step: a rule a schedule, in the formulas of Keras (one-cycle: of PyTorch). */
import type { ScheduleName, TrainingSpec } from '../../../shared/domain/trainingSpec'

export interface LearningRates {
  /** The rates of `count` steps from step `start` (from 0) on. */
  slice(start: number, count: number): Float64Array
  /** Tells how an epoch ended; only `plateau` listens. */
  epochEnded(validationLoss: number): void
}

interface Run {
  readonly training: TrainingSpec
  readonly stepsPerEpoch: number
  readonly stepCount: number
}

/** @returns what the learning rate is multiplied with at a step. */
type Rule = (step: number, run: Run) => number

const RULES: Record<Exclude<ScheduleName, 'plateau'>, Rule> = {
  constant: () => 1,
  step: (step, run) => run.training.decayFactor ** Math.floor(decaysAt(step, run)),
  exponential: (step, run) => run.training.decayFactor ** decaysAt(step, run),
  polynomial: (step, { training: { finalShare, decayPower }, stepCount }) =>
    finalShare + (1 - finalShare) * (1 - Math.min(1, step / stepCount)) ** decayPower,
  cosine,
  oneCycle,
}

export function createLearningRates(training: TrainingSpec, stepsPerEpoch: number): LearningRates {
  const run = { training, stepsPerEpoch, stepCount: stepsPerEpoch * training.epochs }
  const plateau = createPlateau(training)
  const rule = training.schedule === 'plateau' ? () => plateau.factor() : RULES[training.schedule]
  return {
    slice: (start, count) =>
      Float64Array.from({ length: count }, (_, index) => training.learningRate * rule(start + index, run)),
    epochEnded: plateau.epochEnded,
  }
}

/** @returns whether a run of more epochs has other rates from its beginning on. */
export function dependsOnLength({ schedule }: Pick<TrainingSpec, 'schedule'>): boolean {
  return schedule === 'polynomial' || schedule === 'cosine' || schedule === 'oneCycle'
}

/** Decays so far, in fractions. */
function decaysAt(step: number, { training, stepsPerEpoch }: Run): number {
  return step / (training.decayEpochs * stepsPerEpoch)
}

/** Rises evenly from 0, then falls along half a cosine, as often as it begins anew (Loshchilov and Hutter 2017). */
function cosine(step: number, { training, stepsPerEpoch, stepCount }: Run): number {
  const { warmupEpochs, finalShare, restarts } = training
  const warmup = warmupEpochs * stepsPerEpoch
  if (step < warmup) return step / warmup
  const cycles = ((step - warmup) / (stepCount - warmup)) * (restarts + 1)
  return finalShare + (1 - finalShare) * halfCosine(cycles - Math.floor(cycles))
}

/** Of PyTorch's `OneCycleLR`: up from 1/25 over 30 % of the steps, then down to 1/250 000 (Smith and Topin 2018). */
const FIRST_SHARE = 1 / 25
const LAST_SHARE = FIRST_SHARE / 1e4
const RISING = 0.3

function oneCycle(step: number, { stepCount }: Run): number {
  const peak = Math.max(0, RISING * stepCount - 1)
  if (step < peak) return between(1, FIRST_SHARE, halfCosine(step / peak))
  const fall = Math.max(1, stepCount - 1 - peak)
  return between(LAST_SHARE, 1, halfCosine((step - peak) / fall))
}

function between(low: number, high: number, share: number): number {
  return low + (high - low) * share
}

/** From 1 at 0 to 0 at 1. */
function halfCosine(share: number): number {
  return (1 + Math.cos(Math.PI * share)) / 2
}

/** A loss has to be lower by this much to count as lower: the `min_delta` of Keras. */
const LEAST_GAIN = 1e-4

function createPlateau({ decayFactor, plateauPatience }: TrainingSpec) {
  let factor = 1
  let best = Infinity
  let epochsSince = 0
  return {
    factor: () => factor,
    epochEnded: (loss: number): void => {
      if (loss < best - LEAST_GAIN) {
        best = loss
        epochsSince = 0
        return
      }
      epochsSince++
      if (epochsSince < plateauPatience) return
      factor *= decayFactor
      epochsSince = 0
    },
  }
}
