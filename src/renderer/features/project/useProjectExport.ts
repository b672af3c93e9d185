import { useI18n } from 'vue-i18n'
import type { ProjectId } from '@shared/domain/ids'
import { useApi } from '@renderer/api'
import { useAction } from '@renderer/composables/useInvoke'
import { saveKept } from '@renderer/composables/saveKept'
import { useToastStore } from '@renderer/stores'

/** Offers a project as one file to keep. */
export function useProjectExport() {
  const api = useApi()
  const toasts = useToastStore()
  const { t } = useI18n()
  return useAction(async (id: ProjectId) => {
    const kept = await api.invoke('project:export', { id })
    await saveKept(api, kept)
    toasts.show({ text: t('result.saved', { name: kept.fileName }) })
  })
}
