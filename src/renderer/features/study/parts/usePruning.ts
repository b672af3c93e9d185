import { computed, type ComputedRef } from 'vue'
import { useProjectStore } from '@renderer/stores'
import type { PruningSituation } from '@shared/domain/search/prunerTraits'
import { isTraining } from '@shared/domain/study'
import { epochsOf } from '../rules/mostEpochs'
import { useStudy } from '../studyContext'

/** What pruners differ by, of the study on the screen. @param seeds of each trial */
export function usePruning(seeds: () => number): ComputedRef<PruningSituation> {
  const project = useProjectStore()
  const { study, rows } = useStudy()
  /** Data that was changed since tells nothing any more; trials do, as soon as one has trained on several folds. */
  const folds = computed(() => {
    const { plan } = study.value
    const known = isTraining(plan)
      ? project.datasets.find(({ latest }) => latest.id === plan.datasetVersionId)?.latest.foldCount
      : 1
    return (
      known ?? 1 + Math.max(0, ...rows.value.slice(0, 20).flatMap((row) => row.runs.map(({ fold }) => fold)))
    )
  })
  return computed(() => ({
    epochs: epochsOf(study.value.plan),
    runs: folds.value * seeds(),
    sampler: study.value.plan.sampler.kind,
  }))
}
