import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { StudySummary } from '@shared/domain/study'
import { toAppError, type AppError } from '@shared/errors/appError'
import { useApi } from '../api'

/** Every study of every project, live, the newest first: what runs now, and what was interrupted. */
export const useActivityStore = defineStore('activity', () => {
  const api = useApi()
  const studies = shallowRef<readonly StudySummary[]>([])
  const error = shallowRef<AppError>()
  const isLoaded = ref(false)

  const running = computed(() => studies.value.filter((study) => study.state === 'running'))
  const interrupted = computed(() => studies.value.filter((study) => study.state === 'interrupted'))
  /** Trials that train at this moment. */
  const busyWorkers = computed(() => running.value.reduce((sum, study) => sum + study.counts.running, 0))

  async function load(): Promise<void> {
    try {
      const list = await api.invoke('study:list', { projectId: null })
      studies.value = [...list].sort((a, b) => b.createdAt - a.createdAt)
      error.value = undefined
      isLoaded.value = true
    } catch (thrown) {
      error.value = toAppError(thrown)
    }
  }

  function take(study: StudySummary): void {
    const others = studies.value.filter((known) => known.id !== study.id)
    studies.value = [...others, study].sort((a, b) => b.createdAt - a.createdAt)
  }

  api.on('study:changed', take)
  api.on('project:changed', () => void load())
  api.on('core:restarted', () => void load())
  return { studies, error, isLoaded, running, interrupted, busyWorkers, load, take }
})
