import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useApi } from '@renderer/api'
import { useAction } from '@renderer/composables/useInvoke'
import { useToastStore } from '@renderer/stores'
import type { TrialRow } from '@shared/domain/trial'

/** What can be done with a trial: giving it up while it is not over, trying it again when it came to nothing. */
export function useTrialActions(row: Ref<TrialRow | undefined>) {
  const { t } = useI18n()
  const api = useApi()
  const toasts = useToastStore()
  const state = computed(() => row.value?.state)
  const canPrune = computed(
    () => state.value === 'running' || state.value === 'paused' || state.value === 'queued',
  )
  const canRetry = computed(() => state.value === 'failed' || state.value === 'interrupted')

  const prune = useAction(async () => {
    if (row.value === undefined) return
    const { id, number } = row.value
    await api.invoke('trial:prune', { id })
    toasts.show({ text: t('steering.pruned', { n: number }) })
  })
  const retry = useAction(async () => {
    if (row.value === undefined) return
    await api.invoke('trial:retry', { id: row.value.id })
    toasts.show({ text: t('trial.retried') })
  })
  const error = computed(() => prune.error.value ?? retry.error.value)
  return { canPrune, canRetry, prune, retry, error }
}
