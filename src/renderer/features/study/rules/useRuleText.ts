import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import type { Repeats, StopRules } from '@shared/domain/search/studyRules'

/** Rules of a study in a few words; empty where they are as usual. */
export function useRuleText() {
  const { t } = useI18n()
  const format = useFormat()
  return {
    stops({ target, plateau }: StopRules, formatValue: (value: number) => string): string {
      const parts = [
        target === null ? null : t('strategy.stops.atTarget', { value: formatValue(target) }),
        plateau === null ? null : t('strategy.stops.atPlateau', { n: format.count(plateau.trials) }),
      ]
      return parts.filter((part) => part !== null).join(' · ')
    },
    repeats({ seeds, finalists }: Repeats): string {
      const parts = [
        seeds > 1 ? t('strategy.repeats.sum', { n: seeds }) : null,
        finalists === null ? null : t('strategy.repeats.finalSum', { ...finalists }),
      ]
      return parts.filter((part) => part !== null).join(' · ')
    },
  }
}
