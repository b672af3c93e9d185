import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Dataset, DatasetVersion } from '@shared/domain/dataset'
import { useApi } from '@renderer/api'
import { useRemoval } from '@renderer/composables/useRemoval'
import { useProjectStore } from '@renderer/stores'
import { useImportStore } from '../importStore'

type Action = 'edit' | 'version' | 'remove'

/** What can be done with a dataset as a whole. */
export function useDatasetActions(read: () => Dataset | undefined) {
  const { t } = useI18n()
  const api = useApi()
  const router = useRouter()
  const project = useProjectStore()
  const remove = useRemoval()
  const wizard = useImportStore()

  const items = computed(() => [
    { id: 'edit' as const, label: t('version.edit') },
    { id: 'version' as const, label: t('data.dataset.newVersion') },
    { id: 'remove' as const, label: t('common.remove'), isDanger: true },
  ])

  /** The version becomes the draft of the next one. */
  async function edit(from: DatasetVersion): Promise<void> {
    const found = read()
    if (!found) return
    void wizard.reopen(from, found.name)
    await router.push({ name: 'import', query: { project: found.projectId, dataset: found.id } })
  }

  async function choose(action: Action): Promise<void> {
    const found = read()
    if (!found) return
    const { id, projectId } = found
    if (action === 'edit') return edit(found.latest)
    if (action === 'version') {
      await router.push({ name: 'import', query: { project: projectId, dataset: id } })
      return
    }
    const isGone = await remove({
      text: t('data.list.removed', { name: found.name }),
      remove: () => api.invoke('dataset:remove', { id }),
      restore: () => api.invoke('dataset:restore', { id }).then(project.load),
    })
    if (!isGone) return
    await project.load()
    await router.push({ name: 'datasets', params: { projectId } })
  }

  return { items, edit, choose }
}
