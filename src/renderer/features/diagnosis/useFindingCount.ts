import { computed, watch, type ComputedRef, type Ref } from 'vue'
import { useInvoke } from '@renderer/composables/useInvoke'
import { isTraining, type StudySummary } from '@shared/domain/study'

/** A finding is told beside the name of the tab where so many trials suffer from it. */
const WORTH_TELLING = 0.3
const LEAST = 3

/** How many findings many trials of a study share; counted anew when the study begins or ends. */
export function useFindingCount(summary: Ref<StudySummary | undefined>): ComputedRef<number> {
  const asked = useInvoke('diagnosis:study', () =>
    summary.value !== undefined && isTraining(summary.value.plan) ? { id: summary.value.id } : null,
  )
  watch(
    () => summary.value?.state,
    (_state, before) => before !== undefined && void asked.reload(),
  )
  return computed(
    () =>
      asked.data.value?.findings.filter(
        ({ share, trials }) => share >= WORTH_TELLING && trials.length >= LEAST,
      ).length ?? 0,
  )
}
