import { computed, ref, shallowRef, triggerRef, watch } from 'vue'
import { useApi } from '@renderer/api'
import { useEvent } from '@renderer/composables/useEvent'
import type { StudyId } from '@shared/domain/ids'
import type { StudySummary } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'
import { toAppError, type AppError } from '@shared/errors/appError'
import { LiveTrials } from './liveTrials'
import { useDrawing } from './useDrawing'

/** Also what is held up with the whole study; not what waits at a rung until it is worth going on. */
const isRunning = (row: TrialRow) =>
  row.state === 'running' || (row.state === 'paused' && row.reason === null)
const isPending = ({ state }: TrialRow) => state === 'running' || state === 'paused' || state === 'queued'
/** Screens are drawn again at most this often, whatever arrives meanwhile; larger boards more seldom. */
const PERIOD_MS = 120
const PERIOD_LARGE_MS = 600
const LARGE = 2000

function isSame(left: readonly TrialRow[], right: readonly TrialRow[]): boolean {
  return left.length === right.length && left.every((row, index) => row === right[index])
}

/** Trials that change in place: `showSoon` draws them again, at most once a period. */
function useTrials() {
  const trials = shallowRef(new LiveTrials())
  const { drawNow, drawSoon } = useDrawing(
    () => triggerRef(trials),
    () => (trials.value.rows.length > LARGE ? PERIOD_LARGE_MS : PERIOD_MS),
  )

  const rows = computed<readonly TrialRow[]>(() => trials.value.rows.slice())
  const complete = shallowRef<readonly TrialRow[]>([])
  watch(rows, (all) => {
    const done = all.filter((row) => row.state === 'complete')
    if (!isSame(done, complete.value)) complete.value = done
  })
  const running = computed(() => rows.value.filter(isRunning))
  return { trials, rows, complete, running, showNow: drawNow, showSoon: drawSoon }
}

/** A study with its trials and the epochs of those that run, kept up to date by events. */
export function useStudyLive(id: StudyId) {
  const api = useApi()
  const summary = shallowRef<StudySummary>()
  const error = shallowRef<AppError>()
  const isLoaded = ref(false)
  const { trials, rows, complete, running, showNow, showSoon } = useTrials()

  async function load(): Promise<void> {
    try {
      const [study, list] = await Promise.all([
        api.invoke('study:get', { id }),
        api.invoke('trial:list', { studyId: id }),
      ])
      summary.value = study
      trials.value.replaceAll(list)
      error.value = undefined
      isLoaded.value = true
      showNow()
      await Promise.all(list.filter(isRunning).map(loadSteps))
    } catch (thrown) {
      error.value = toAppError(thrown)
    }
  }

  async function loadSteps(row: TrialRow): Promise<void> {
    const detail = await api.invoke('trial:get', { id: row.id })
    trials.value.addSteps(row.id, detail.steps)
    showSoon()
  }

  void load()
  useEvent('core:restarted', () => void load())
  useEvent('study:changed', (study) => {
    if (study.id === id) summary.value = study
  })
  useEvent('trials:changed', (changed) => {
    if (changed.studyId !== id) return
    trials.value.merge(changed.rows)
    for (const row of changed.rows) if (!isPending(row)) trials.value.dropSteps(row.id)
    showSoon()
  })
  useEvent('trials:stepped', (stepped) => {
    if (stepped.studyId !== id) return
    for (const { trialId, steps } of stepped.steps) trials.value.addSteps(trialId, steps)
    showSoon()
  })

  return { summary, trials, rows, complete, running, error, isLoaded, reload: load }
}

export type StudyLive = ReturnType<typeof useStudyLive>
