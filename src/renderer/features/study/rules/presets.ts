import type { PrunerKind } from '@shared/domain/search/prunerSpec'
import type { SamplerKind } from '@shared/domain/search/samplerSpec'

/** Schedules that are known under a name of their own: a strategy together with a pruner. */
export const PRESETS = {
  asha: { sampler: 'random', pruner: 'successiveHalving' },
  hyperband: { sampler: 'random', pruner: 'hyperband' },
  bohb: { sampler: 'tpe', pruner: 'hyperband' },
  dehb: { sampler: 'differentialEvolution', pruner: 'hyperband' },
} as const satisfies Record<string, { sampler: SamplerKind; pruner: PrunerKind }>
export type PresetName = keyof typeof PRESETS
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]

/** @returns the name under which the two go; null where they have none */
export function presetOf(sampler: SamplerKind, pruner: PrunerKind): PresetName | null {
  return (
    PRESET_NAMES.find((name) => PRESETS[name].sampler === sampler && PRESETS[name].pruner === pruner) ?? null
  )
}

/** The groups of the chooser; presets stand in a group of their own. */
export const STRATEGY_GROUPS = {
  auto: ['auto'],
  all: ['grid', 'orthogonal'],
  cover: ['random', 'sobol', 'halton', 'latinHypercube'],
  learn: ['tpe', 'gp', 'forest', 'cmaEs'],
  evolve: ['nsga2', 'evolution', 'differentialEvolution', 'population'],
} as const satisfies Record<string, readonly SamplerKind[]>
