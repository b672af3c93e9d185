import { useI18n } from 'vue-i18n'
import type { StudyPlan } from '@shared/domain/study'
import { presetOf } from './rules/presets'

/** @returns how the trials of a study are chosen and given up, under the name by which it is known */
export function useStrategyName(): (plan: StudyPlan) => string {
  const { t } = useI18n()
  return ({ sampler, pruner }) => {
    const prunerKind = pruner?.kind ?? 'none'
    const preset = presetOf(sampler.kind, prunerKind)
    if (preset !== null) return t(`strategy.preset.${preset}.name`)
    const own = t(`strategy.kind.${sampler.kind}.name`)
    if (prunerKind === 'none') return own
    return t('strategy.gives', { name: own, pruner: t(`strategy.pruner.${prunerKind}.name`) })
  }
}
