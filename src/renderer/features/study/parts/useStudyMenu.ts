import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { SAMPLER_TRAITS } from '@shared/domain/search/samplerTraits'
import { isRunnable, isTraining, type StudySummary } from '@shared/domain/study'

export type StudyDeed =
  | 'rename'
  | 'budget'
  | 'space'
  | 'warmStart'
  | 'retryFailed'
  | 'fillMissing'
  | 'export'
  | 'exportOptuna'
  | 'remove'

/** What can be done with a study beside starting and stopping it; what makes no sense for this one is left out. */
export function useStudyMenu(study: Ref<StudySummary>) {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => {
    const { plan, counts } = study.value
    const isForeseeable = SAMPLER_TRAITS[plan.sampler.kind].foreseeable
    const failed = format.count(counts.failed)
    const rename = { id: 'rename' as const, label: t('common.rename') }
    const ending = [
      { id: 'export' as const, label: t('study.export') },
      { id: 'exportOptuna' as const, label: t('steering.exportOptuna') },
      { id: 'remove' as const, label: t('study.remove'), isDanger: true },
    ]
    if (!isRunnable(plan)) return [rename, ...ending]
    return [
      rename,
      { id: 'budget' as const, label: t('study.budget') },
      ...(isTraining(plan) ? [{ id: 'space' as const, label: t('steering.editSpace') }] : []),
      { id: 'warmStart' as const, label: t('steering.warmStart') },
      ...(counts.failed > 0
        ? [
            {
              id: 'retryFailed' as const,
              label: t('steering.retryFailed'),
              hint: t('steering.retryHint', { n: failed }, counts.failed),
            },
          ]
        : []),
      ...(isForeseeable
        ? [{ id: 'fillMissing' as const, label: t('steering.fillMissing'), hint: t('steering.fillHint') }]
        : []),
      ...ending,
    ]
  })
}
