import { computed, shallowRef, watch, type Ref } from 'vue'
import { useApi } from '@renderer/api'
import { useEvent } from '@renderer/composables/useEvent'
import type { TrialId } from '@shared/domain/ids'
import type { StepMetrics } from '@shared/domain/metric'
import type { TrialRow } from '@shared/domain/trial'
import { toAppError, type AppError } from '@shared/errors/appError'
import { LiveTrials } from '../study/live/liveTrials'

/** A trial with all its epochs, growing while it trains. */
export function useTrialDetail(id: Ref<TrialId>) {
  const api = useApi()
  const row = shallowRef<TrialRow>()
  const steps = shallowRef<readonly StepMetrics[]>([])
  const error = shallowRef<AppError>()
  let known = new LiveTrials()

  async function load(): Promise<void> {
    const asked = id.value
    try {
      const detail = await api.invoke('trial:get', { id: asked })
      if (asked !== id.value) return
      known.merge([detail.row])
      known.addSteps(asked, detail.steps)
      row.value = detail.row
      steps.value = known.stepsOf(asked)
      error.value = undefined
    } catch (thrown) {
      if (asked === id.value) error.value = toAppError(thrown)
    }
  }

  watch(
    id,
    () => {
      known = new LiveTrials()
      row.value = undefined
      steps.value = []
      void load()
    },
    { immediate: true },
  )
  useEvent('core:restarted', () => void load())
  useEvent('trials:changed', (changed) => {
    const own = changed.rows.find((candidate) => candidate.id === id.value)
    if (own === undefined) return
    known.merge([own])
    row.value = own
    steps.value = known.stepsOf(own.id)
  })
  useEvent('trials:stepped', (stepped) => {
    const own = stepped.steps.find((candidate) => candidate.trialId === id.value)
    if (own === undefined) return
    known.addSteps(id.value, own.steps)
    steps.value = known.stepsOf(id.value)
  })

  const isOver = computed(
    () => row.value !== undefined && !['running', 'paused', 'queued'].includes(row.value.state),
  )
  return { row, steps, error, isOver, load }
}
