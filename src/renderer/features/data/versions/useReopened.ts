import { computed, onScopeDispose, shallowRef, watchEffect } from 'vue'
import type { DatasetVersion } from '@shared/domain/dataset'
import type { DatasetVersionId } from '@shared/domain/ids'
import { useApi } from '@renderer/api'
import { useInvoke } from '@renderer/composables/useInvoke'
import type { LookSource } from '../looks/lookTabs'

interface Wish {
  readonly version: DatasetVersion | undefined
  /** Whether somebody wants to look closer. */
  readonly isWanted: boolean
}

/** The source of a version handed over again, to be looked at as it was planned; it is given back with the scope. */
export function useReopened(wish: () => Wish) {
  const api = useApi()
  const asked = shallowRef<{ id: DatasetVersionId } | null>(null)
  watchEffect(() => {
    const { version, isWanted } = wish()
    if (version && isWanted && asked.value?.id !== version.id) asked.value = { id: version.id }
  })
  const reopened = useInvoke('dataset:reopen', asked)
  const source = computed<LookSource | null>(() => {
    const { version } = wish()
    const fileId = reopened.data.value?.fileId
    return version && fileId ? { fileId, plan: version.plan } : null
  })
  onScopeDispose(() => {
    const fileId = reopened.data.value?.fileId
    if (fileId) api.invoke('file:discard', { fileId }).catch(() => undefined)
  })
  return { source, error: reopened.error, reload: reopened.reload }
}
