/** @file What each strategy can and cannot do, so that a study says at its set-up what would not work or would not pay. */
import type { SamplerKind } from './samplerSpec'

export interface SamplerTraits {
  /** It weighs several objectives, or does not look at results at all; the others follow one only. */
  readonly manyObjectives: boolean
  /**
   * What trials at the same time cost it: nothing (`free`), little while there are fewer of them than a generation
   * has members (`generation`), or what the later ones would have learned from the earlier (`learning`).
   */
  readonly parallel: 'free' | 'generation' | 'learning'
  /** Its trials are the same whatever becomes of them. */
  readonly foreseeable: boolean
  /** A plan of its own, which does not begin with the default settings. */
  readonly isDesign: boolean
  /** It works on numbers: at least one setting must be a range. */
  readonly needsRange: boolean
  /** It goes on from checkpoints, so that a trial needs several epochs. */
  readonly needsEpochs: boolean
  /** It takes settings that exist only beside certain others as if they always did. */
  readonly ignoresConditions: boolean
  /** With more settings it is slow, or hardly better than chance. */
  readonly mostParameters: number
  /** With fewer trials it has hardly begun to learn. */
  readonly fewestTrials: number
}

const FREE = {
  ...{ manyObjectives: true, parallel: 'free', foreseeable: true, needsRange: false, needsEpochs: false },
  ...{ ignoresConditions: false, isDesign: false, mostParameters: Infinity, fewestTrials: 1 },
} as const satisfies SamplerTraits
const MODEL = {
  ...FREE,
  ...{ manyObjectives: false, parallel: 'learning', foreseeable: false, fewestTrials: 15 },
} as const satisfies SamplerTraits
const GENERATIONS = {
  ...FREE,
  ...{ manyObjectives: false, parallel: 'generation', foreseeable: false, fewestTrials: 50 },
} as const satisfies SamplerTraits

export const SAMPLER_TRAITS: { readonly [Kind in SamplerKind]: SamplerTraits } = {
  auto: { ...FREE, foreseeable: false },
  grid: { ...FREE, isDesign: true, mostParameters: 4 },
  random: FREE,
  sobol: FREE,
  halton: { ...FREE, mostParameters: 10 },
  latinHypercube: FREE,
  orthogonal: { ...FREE, isDesign: true, ignoresConditions: true },
  tpe: { ...MODEL, manyObjectives: true, fewestTrials: 20 },
  gp: { ...MODEL, mostParameters: 20 },
  forest: { ...MODEL, fewestTrials: 20 },
  cmaEs: { ...GENERATIONS, needsRange: true, ignoresConditions: true, mostParameters: 50 },
  nsga2: { ...GENERATIONS, manyObjectives: true },
  evolution: GENERATIONS,
  differentialEvolution: GENERATIONS,
  population: { ...GENERATIONS, needsEpochs: true, fewestTrials: 4 },
}

/** What a study is, as far as strategies differ by it. */
export interface SearchSituation {
  readonly objectives: number
  /** Trials at the same time, and in all. */
  readonly parallel: number
  readonly trials: number
  /** Of a whole trial. */
  readonly epochs: number
  /** Settings that vary: all, those that are ranges, those that exist only beside certain others. */
  readonly parameters: number
  readonly ranges: number
  readonly conditional: number
  /** Different trials there can be; null: without end. */
  readonly combinations: number | null
  /** Trials are runs of a program, whose weights nobody else can go on from. @default false */
  readonly isProgram?: boolean
}

/** Why a strategy cannot be used. */
export const SAMPLER_LIMITS = ['oneObjective', 'notPrograms', 'needsEpochs', 'needsRange'] as const
export type SamplerLimit = (typeof SAMPLER_LIMITS)[number]

/** @returns why this strategy cannot be used here; null where it can */
export function samplerLimit(kind: SamplerKind, situation: SearchSituation): SamplerLimit | null {
  const traits = SAMPLER_TRAITS[kind]
  if (!traits.manyObjectives && situation.objectives > 1) return 'oneObjective'
  if (traits.needsEpochs && situation.isProgram === true) return 'notPrograms'
  if (traits.needsEpochs && situation.epochs < 2) return 'needsEpochs'
  return traits.needsRange && situation.parameters > 0 && situation.ranges === 0 ? 'needsRange' : null
}

/** What a strategy is worth less for, the gravest first. */
export const SAMPLER_REMARKS = [
  /** More trials at a time than it learns well from. */
  'parallel',
  'fewTrials',
  'manyParameters',
  'conditions',
  /** The space is so small that everything can be tried. */
  'small',
] as const
export type SamplerRemark = (typeof SAMPLER_REMARKS)[number]

/** Trials at a time from which on a model that is asked for all of them guesses much. */
const MANY_AT_A_TIME = 8

/** @returns what this strategy is worth less for here; it can be used all the same */
export function samplerRemarks(kind: SamplerKind, situation: SearchSituation): SamplerRemark[] {
  const traits = SAMPLER_TRAITS[kind]
  const { parallel, trials, parameters, conditional, combinations } = situation
  const holds: Record<SamplerRemark, boolean> = {
    parallel: traits.parallel === 'learning' && parallel >= Math.min(MANY_AT_A_TIME, trials),
    fewTrials: trials < traits.fewestTrials,
    manyParameters: parameters > traits.mostParameters,
    conditions: traits.ignoresConditions && conditional > 0,
    small: kind !== 'grid' && kind !== 'auto' && combinations !== null && combinations <= trials,
  }
  return SAMPLER_REMARKS.filter((remark) => holds[remark])
}
