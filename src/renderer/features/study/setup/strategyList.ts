import { PRESET_NAMES, STRATEGY_GROUPS, type PresetName } from '../rules/presets'
import type { SamplerKind } from '@shared/domain/search/samplerSpec'

/** A line of the chooser: a strategy, or a strategy with a pruner under a name of its own. */
export type StrategyItem =
  | { readonly id: `kind.${SamplerKind}`; readonly kind: SamplerKind; readonly preset: null }
  | { readonly id: `preset.${PresetName}`; readonly kind: null; readonly preset: PresetName }

export interface StrategyGroup {
  readonly name: string
  readonly items: readonly StrategyItem[]
}

const GROUPS: readonly StrategyGroup[] = [
  ...Object.entries(STRATEGY_GROUPS).map(([name, kinds]) => ({
    name,
    items: kinds.map((kind): StrategyItem => ({ id: `kind.${kind}`, kind, preset: null })),
  })),
  {
    name: 'schedule',
    items: PRESET_NAMES.map((preset): StrategyItem => ({ id: `preset.${preset}`, kind: null, preset })),
  },
]

/** @param textOf all that is said of an item; every word of the query has to occur in it. */
export function findStrategies(
  query: string,
  textOf: (item: StrategyItem) => string,
): readonly StrategyGroup[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return GROUPS.map(({ name, items }) => ({
    name,
    items: items.filter((item) => {
      const text = textOf(item).toLowerCase()
      return wanted.every((word) => text.includes(word))
    }),
  })).filter(({ items }) => items.length > 0)
}
