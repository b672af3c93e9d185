import { computed, ref } from 'vue'
import type { TrialId } from '@shared/domain/ids'
import { rankTrials } from '@shared/domain/rankTrials'
import { keptTrials } from '@shared/domain/trialFront'
import { useStudy } from '../study/studyContext'

/** The trial that results are about: the best one, until the user chooses another complete one. */
export function useChosenTrial() {
  const { study, complete } = useStudy()
  const chosenId = ref<TrialId>()
  const row = computed(() => {
    const wanted = chosenId.value ?? study.value.best?.trialId
    return complete.value.find(({ id }) => id === wanted)
  })
  /** The best trials, those of a front first: only they keep their weights. */
  const ranked = computed(() => {
    const { plan } = study.value
    return keptTrials(plan, rankTrials(complete.value, plan.objective))
  })
  return { row, ranked, chosenId }
}

export type ChosenTrial = ReturnType<typeof useChosenTrial>
