import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DatasetVersion } from '@shared/domain/dataset'
import { useFormat } from '@renderer/composables/useFormat'
import { looksOf, type Look } from '../looks/lookTabs'

export type DatasetTabId = 'columns' | 'rows' | 'recipe' | 'versions' | 'aside' | Look

/** The tabs of a dataset, as its version calls for them. */
export function useDatasetTabs(read: () => DatasetVersion | undefined) {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => {
    const version = read()
    const looks = version ? looksOf(version.plan) : []
    return [
      {
        id: 'columns' as const,
        label: t('data.dataset.tabs.columns'),
        note: format.count(version?.plan.columns.length ?? 0),
      },
      { id: 'rows' as const, label: t('data.dataset.tabs.rows') },
      ...looks
        .filter((id) => id !== 'series' || version?.plan.series)
        .map((id) => ({ id, label: t(`data.tabs.${id}`) })),
      {
        id: 'recipe' as const,
        label: t('data.tabs.recipe'),
        note: format.count(version?.plan.recipe.length ?? 0),
      },
      { id: 'versions' as const, label: t('version.versions'), note: format.count(version?.number ?? 1) },
      {
        id: 'aside' as const,
        label: t('data.dataset.tabs.aside'),
        note: format.count(version?.rejectedCount ?? 0),
      },
    ]
  })
}
