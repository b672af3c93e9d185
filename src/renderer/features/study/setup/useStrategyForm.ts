import * as v from 'valibot'
import { computed, type Ref } from 'vue'
import { newPruner } from '@shared/domain/search/newPruner'
import { newSampler } from '@shared/domain/search/newSampler'
import { prunerLimit, type PruningSituation } from '@shared/domain/search/prunerTraits'
import { SamplerSpec, type SamplerKind } from '@shared/domain/search/samplerSpec'
import { samplerLimit, samplerRemarks, type SearchSituation } from '@shared/domain/search/samplerTraits'
import { presetOf, PRESETS, type PresetName } from '../rules/presets'
import { withField } from '../rules/specFields'
import type { Form } from './setupForm'

/** What strategies depend on beside the form. */
export interface StrategyFacts {
  readonly epochs: number
  readonly folds: number
  readonly parallel: number
  readonly space: Pick<
    SearchSituation,
    'parameters' | 'ranges' | 'conditional' | 'combinations' | 'isProgram'
  >
}

/** The strategy and the pruner of the form with all their settings, and what speaks against each here. */
export function useStrategyForm(form: Form, facts: Ref<StrategyFacts>) {
  const situation = computed<SearchSituation>(() => ({
    objectives: 1 + form.further.length,
    parallel: facts.value.parallel,
    trials: form.trials,
    epochs: facts.value.epochs,
    ...facts.value.space,
  }))
  const pruning = computed<PruningSituation>(() => ({
    epochs: facts.value.epochs,
    runs: facts.value.folds * form.repeats.seeds,
    sampler: form.strategy,
  }))
  const specOf = (kind: SamplerKind): SamplerSpec => {
    const usual = newSampler(kind, { seed: form.seed, trials: form.trials, epochs: facts.value.epochs })
    const read = v.safeParse(SamplerSpec, { ...usual, ...form.strategyChanges[kind], seed: form.seed })
    return read.success ? read.output : usual
  }
  const sampler = computed(() => specOf(form.strategy))
  const preset = computed(() => presetOf(form.strategy, form.pruner.kind))
  const limit = computed(() => samplerLimit(form.strategy, situation.value))
  const pruningLimit = computed(() => prunerLimit(form.pruner.kind, pruning.value))
  const remarks = computed(() => samplerRemarks(form.strategy, situation.value))

  function setStrategy(kind: SamplerKind): void {
    form.strategy = kind
    if (prunerLimit(form.pruner.kind, pruning.value) === 'ownSchedule') form.pruner = { kind: 'none' }
  }

  function setField(kind: SamplerKind, key: string, value: unknown): void {
    if (key === 'seed' && typeof value === 'number') form.seed = value
    else form.strategyChanges[kind] = withField(form.strategyChanges[kind] ?? {}, key, value)
  }

  function setPreset(name: PresetName): void {
    form.strategy = PRESETS[name].sampler
    if (form.pruner.kind !== PRESETS[name].pruner)
      form.pruner = newPruner(PRESETS[name].pruner, facts.value.epochs)
  }

  return {
    ...{ situation, pruning, specOf, sampler, preset, limit, pruningLimit, remarks },
    ...{ setStrategy, setField, setPreset },
  }
}
