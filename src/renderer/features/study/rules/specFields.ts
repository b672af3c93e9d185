import type { PrunerKind, PrunerSpecOf } from '@shared/domain/search/prunerSpec'
import type { SamplerKind, SamplerSpecOf } from '@shared/domain/search/samplerSpec'

/** A setting of a strategy or a pruner as a form asks for it; limits are allowed values, as the schema has them. */
export interface SpecField {
  readonly key: string
  /** Of its words, where they differ from its key. */
  readonly words?: string
  /** Numbers unless it has choices. */
  readonly choices?: readonly string[]
  readonly low?: number
  readonly high?: number
  readonly isInteger?: boolean
  /** What an empty field stands for: a bound that is not there, or the usual value. */
  readonly empty?: 'null' | 'absent'
}

type FieldsOf<Spec> = readonly (SpecField & { readonly key: Exclude<keyof Spec, 'kind'> & string })[]

const whole = <Key extends string>(key: Key, low: number, high: number) => ({
  ...{ key, low, high, isInteger: true },
})
const share = <Key extends string>(key: Key, low: number, high: number) => ({ key, low, high })

const STARTUP = { ...whole('startup', 1, 1000), empty: 'absent' } as const
const SEED = whole('seed', 0, 2 ** 31 - 1)
const MEMBERS = whole('population', 4, 1000)

export const SAMPLER_FIELDS: { readonly [Kind in SamplerKind]: FieldsOf<SamplerSpecOf<Kind>> } = {
  auto: [SEED],
  grid: [
    { key: 'order', choices: ['shuffled', 'ordered', 'coarseToFine'] },
    whole('pointsPerRange', 2, 100),
    SEED,
  ],
  random: [SEED],
  sobol: [SEED],
  halton: [SEED],
  latinHypercube: [whole('points', 1, 100_000), SEED],
  orthogonal: [whole('levels', 2, 5), SEED],
  tpe: [{ key: 'mode', choices: ['multivariate', 'univariate'] }, STARTUP, SEED],
  gp: [STARTUP, SEED],
  forest: [STARTUP, SEED],
  cmaEs: [
    { key: 'restarts', choices: ['none', 'ipop', 'bipop'] },
    { ...MEMBERS, empty: 'absent' },
    { ...share('sigma', 0.001, 1), empty: 'absent' },
    SEED,
  ],
  nsga2: [MEMBERS, SEED],
  evolution: [MEMBERS, whole('tournament', 2, 1000), SEED],
  differentialEvolution: [MEMBERS, SEED],
  population: [
    whole('population', 2, 200),
    whole('interval', 1, 10_000),
    share('quantile', 0.01, 0.5),
    share('resample', 0, 1),
    SEED,
  ],
}

const TIMING = [
  whole('startupTrials', 0, 10_000),
  whole('warmupSteps', 0, 100_000),
  { ...whole('interval', 1, 100_000), words: 'judgeEvery' },
] as const
const RUNGS = [whole('minSteps', 1, 100_000), whole('factor', 2, 10)] as const

export const PRUNER_FIELDS: { readonly [Kind in PrunerKind]: FieldsOf<PrunerSpecOf<Kind>> } = {
  none: [],
  median: TIMING,
  percentile: [share('percentile', 1, 99), ...TIMING],
  successiveHalving: RUNGS,
  hyperband: RUNGS,
  patience: [whole('patience', 1, 100_000), { key: 'minDelta', low: 0 }],
  threshold: [
    { key: 'lower', empty: 'null' },
    { key: 'upper', empty: 'null' },
    whole('warmupSteps', 0, 100_000),
  ],
  wilcoxon: [share('level', 0.001, 0.5), whole('startupRuns', 2, 100)],
  extrapolation: [
    share('probability', 0, 1),
    whole('startupTrials', 1, 10_000),
    whole('warmupSteps', 3, 100_000),
    { ...whole('interval', 1, 100_000), words: 'judgeEvery' },
  ],
}

/** @returns the settings with this one changed; undefined leaves it out. */
export function withField<Spec extends object>(spec: Spec, key: string, value: unknown): Spec {
  const kept = Object.entries(spec).filter(([other]) => other !== key)
  // Keys and limits of the fields are those of the schema, so that what comes out is such settings again.
  return Object.fromEntries(value === undefined ? kept : [...kept, [key, value]]) as Spec
}
