/** @file How a study gives up trials that will not be among the best: every pruner with its settings. Steps are epochs. */
import * as v from 'valibot'

const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/** Nothing is pruned before so many trials are complete, nor a trial before so many steps; judged every `interval` steps. */
const Timing = {
  startupTrials: whole(0, 10_000),
  warmupSteps: whole(0, 100_000),
  interval: whole(1, 100_000),
}

/** Resources: epochs of the first rung, and by how much rungs grow as trials become fewer. */
const Rungs = { minSteps: whole(1, 100_000), factor: whole(2, 10) }

const None = v.strictObject({ kind: v.literal('none') })
const Median = v.strictObject({ kind: v.literal('median'), ...Timing })

/** Goes on with the best `percentile` percent at the same step. */
const Percentile = v.strictObject({
  kind: v.literal('percentile'),
  percentile: v.pipe(v.number(), v.gtValue(0), v.ltValue(100)),
  ...Timing,
})

/** ASHA: a trial waits at a rung, its checkpoint kept, until it is among the best 1/factor there. */
const SuccessiveHalving = v.strictObject({ kind: v.literal('successiveHalving'), ...Rungs })
/** Brackets of successive halving that begin at different rungs. */
const Hyperband = v.strictObject({ kind: v.literal('hyperband'), ...Rungs })

/** No improvement of at least `minDelta` for so many steps. */
const Patience = v.strictObject({
  kind: v.literal('patience'),
  patience: whole(1, 100_000),
  minDelta: v.pipe(v.number(), v.minValue(0)),
})

/** The objective left what is plausible, in its own units; null: no bound. */
const Threshold = v.strictObject({
  kind: v.literal('threshold'),
  lower: v.nullable(v.number()),
  upper: v.nullable(v.number()),
  warmupSteps: whole(0, 100_000),
})

/** After each fold or seed: worse than the best trial on the same ones, by the signed-rank test at this level. */
const Wilcoxon = v.strictObject({
  kind: v.literal('wilcoxon'),
  level: v.pipe(v.number(), v.gtValue(0), v.maxValue(0.5)),
  startupRuns: whole(2, 100),
})

/** The curve, extrapolated, will not reach the best value with this probability. */
const Extrapolation = v.strictObject({
  kind: v.literal('extrapolation'),
  probability: Share,
  startupTrials: whole(1, 10_000),
  warmupSteps: whole(3, 100_000),
  interval: whole(1, 100_000),
})

export const PrunerSpec = v.variant('kind', [
  None,
  Median,
  Percentile,
  SuccessiveHalving,
  Hyperband,
  Patience,
  Threshold,
  Wilcoxon,
  Extrapolation,
])
export type PrunerSpec = v.InferOutput<typeof PrunerSpec>
export type PrunerKind = PrunerSpec['kind']
export type PrunerSpecOf<Kind extends PrunerKind> = Extract<PrunerSpec, { kind: Kind }>
