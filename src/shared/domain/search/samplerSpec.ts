/** @file How a study chooses its trials: every strategy with its settings. */
import * as v from 'valibot'

const Seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1))
const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

/** Trials that are drawn before a model of the results is asked. */
const Startup = v.optional(whole(1, 1000))

/** Picks one of the others by budget, number and kinds of parameters, and trials at a time, and may change over in between. */
const Auto = v.strictObject({ kind: v.literal('auto'), seed: Seed })

const Grid = v.strictObject({
  kind: v.literal('grid'),
  /** `coarseToFine`: the ends and middles of all ranges first, then what lies between. */
  order: v.picklist(['ordered', 'shuffled', 'coarseToFine']),
  /** Values tried on a range that has more; both ends are among them. */
  pointsPerRange: whole(2, 100),
  seed: Seed,
})

const Random = v.strictObject({ kind: v.literal('random'), seed: Seed })
const Sobol = v.strictObject({ kind: v.literal('sobol'), seed: Seed })
const Halton = v.strictObject({ kind: v.literal('halton'), seed: Seed })

/** `points`: strata of every parameter, and trials of the whole design. */
const LatinHypercube = v.strictObject({
  kind: v.literal('latinHypercube'),
  points: whole(1, 100_000),
  seed: Seed,
})

/** `levels`: values tried on a range; choices are all tried. The smallest array that holds the factors is taken. */
const Orthogonal = v.strictObject({ kind: v.literal('orthogonal'), levels: whole(2, 5), seed: Seed })

/** Univariate as in Optuna 4, multivariate with a constant liar as in Optuna 5. With several objectives: multi-objective TPE. */
const Tpe = v.strictObject({
  kind: v.literal('tpe'),
  mode: v.picklist(['univariate', 'multivariate']),
  startup: Startup,
  seed: Seed,
})

const GaussianProcess = v.strictObject({ kind: v.literal('gp'), startup: Startup, seed: Seed })
const Forest = v.strictObject({ kind: v.literal('forest'), startup: Startup, seed: Seed })

const CmaEs = v.strictObject({
  kind: v.literal('cmaEs'),
  restarts: v.picklist(['none', 'ipop', 'bipop']),
  /** Of one generation; absent: 4 + ⌊3 ln n⌋. */
  population: v.optional(whole(4, 1000)),
  /** First step size as a share of a range; absent: 1/6. */
  sigma: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  seed: Seed,
})

const Nsga2 = v.strictObject({ kind: v.literal('nsga2'), population: whole(4, 1000), seed: Seed })

/** Regularized evolution: the best of `tournament` among the `population` youngest is changed in one place. */
const Evolution = v.strictObject({
  kind: v.literal('evolution'),
  population: whole(4, 1000),
  tournament: whole(2, 1000),
  seed: Seed,
})

/** With Hyperband as pruner this is DEHB. */
const DifferentialEvolution = v.strictObject({
  kind: v.literal('differentialEvolution'),
  population: whole(4, 1000),
  seed: Seed,
})

/** Population-based training: after every `interval` epochs the worst share goes on from a copy of one of the best, with settings changed. */
const Population = v.strictObject({
  kind: v.literal('population'),
  population: whole(2, 200),
  interval: whole(1, 10_000),
  /** Share that copies, and share that is copied from. */
  quantile: v.pipe(v.number(), v.gtValue(0), v.maxValue(0.5)),
  /** Probability that a setting is drawn anew instead of being changed a little. */
  resample: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  seed: Seed,
})

export const SamplerSpec = v.variant('kind', [
  Auto,
  Grid,
  Random,
  Sobol,
  Halton,
  LatinHypercube,
  Orthogonal,
  Tpe,
  GaussianProcess,
  Forest,
  CmaEs,
  Nsga2,
  Evolution,
  DifferentialEvolution,
  Population,
])
export type SamplerSpec = v.InferOutput<typeof SamplerSpec>
export type SamplerKind = SamplerSpec['kind']
export type SamplerSpecOf<Kind extends SamplerKind> = Extract<SamplerSpec, { kind: Kind }>

/** What a grid starts with. */
export const DEFAULT_POINTS_PER_RANGE = 4
