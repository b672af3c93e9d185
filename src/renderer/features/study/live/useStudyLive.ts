import { computed, onScopeDispose, ref, shallowRef, triggerRef, watch, type Ref } from 'vue'
import { useApi } from '@renderer/api'
import { useEvent } from '@renderer/composables/useEvent'
import type { StudyId } from '@shared/domain/ids'
import type { StudySummary } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'
import { toAppError, type AppError } from '@shared/errors/appError'
import { LiveTrials } from './liveTrials'

const isOver = (row: TrialRow) => row.state !== 'running' && row.state !== 'paused' && row.state !== 'queued'
/** Screens are drawn again at most this often, whatever arrives meanwhile; larger boards more seldom. */
const PERIOD_MS = 120
const PERIOD_LARGE_MS = 600
const LARGE = 2000

/** A study with its trials and the epochs of those that run, kept up to date by events. */
export function useStudyLive(studyId: Ref<StudyId>) {
  const api = useApi()
  const summary = shallowRef<StudySummary>()
  const trials = shallowRef(new LiveTrials())
  const error = shallowRef<AppError>()
  const isLoaded = ref(false)

  let timer: ReturnType<typeof setTimeout> | null = null
  function showSoon(): void {
    const period = trials.value.rows.length > LARGE ? PERIOD_LARGE_MS : PERIOD_MS
    timer ??= setTimeout(() => {
      timer = null
      triggerRef(trials)
    }, period)
  }
  onScopeDispose(() => {
    if (timer !== null) clearTimeout(timer)
  })

  async function load(): Promise<void> {
    const id = studyId.value
    try {
      const [study, rows] = await Promise.all([
        api.invoke('study:get', { id }),
        api.invoke('trial:list', { studyId: id }),
      ])
      if (id !== studyId.value) return
      summary.value = study
      trials.value.replaceAll(rows)
      error.value = undefined
      isLoaded.value = true
      triggerRef(trials)
      await Promise.all(
        rows.filter((row) => row.state === 'running' || row.state === 'paused').map(loadSteps),
      )
    } catch (thrown) {
      if (id === studyId.value) error.value = toAppError(thrown)
    }
  }

  async function loadSteps(row: TrialRow): Promise<void> {
    const detail = await api.invoke('trial:get', { id: row.id })
    trials.value.addSteps(row.id, detail.steps)
    showSoon()
  }

  watch(
    studyId,
    () => {
      isLoaded.value = false
      summary.value = undefined
      trials.value = new LiveTrials()
      void load()
    },
    { immediate: true },
  )
  useEvent('core:restarted', () => void load())
  useEvent('study:changed', (study) => {
    if (study.id === studyId.value) summary.value = study
  })
  useEvent('trials:changed', (changed) => {
    if (changed.studyId !== studyId.value) return
    trials.value.merge(changed.rows)
    for (const row of changed.rows) if (isOver(row)) trials.value.dropSteps(row.id)
    showSoon()
  })
  useEvent('trials:stepped', (stepped) => {
    if (stepped.studyId !== studyId.value) return
    for (const { trialId, steps } of stepped.steps) trials.value.addSteps(trialId, steps)
    showSoon()
  })

  const rows = computed<readonly TrialRow[]>(() => trials.value.rows.slice())
  const running = computed(() =>
    rows.value.filter((row) => row.state === 'running' || row.state === 'paused'),
  )
  return { summary, trials, rows, running, error, isLoaded, reload: load }
}

export type StudyLive = ReturnType<typeof useStudyLive>
