import { computed, ref } from 'vue'
import type { TrialId } from '@shared/domain/ids'
import { useStudy } from '../study/studyContext'

/** The trial that results are about: the best one, until the user chooses another complete one. */
export function useChosenTrial() {
  const { study, complete } = useStudy()
  const chosenId = ref<TrialId>()
  const row = computed(() => {
    const wanted = chosenId.value ?? study.value.best?.trialId
    return complete.value.find(({ id }) => id === wanted)
  })
  /** The complete trials, the best first; a few hundred are enough to choose from. */
  const ranked = computed(() => {
    const sign = study.value.plan.objective.direction === 'maximize' ? -1 : 1
    return complete.value
      .filter(({ value }) => value !== null)
      .toSorted((left, right) => sign * ((left.value ?? 0) - (right.value ?? 0)))
      .slice(0, 200)
  })
  return { row, ranked, chosenId }
}

export type ChosenTrial = ReturnType<typeof useChosenTrial>
