import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { useInvoke } from '@renderer/composables/useInvoke'
import type { AnalysisRequest } from '@shared/domain/analysis/request'
import { useStudy } from '../studyContext'

/** While trials end, an analysis is asked for again at most so often. */
const PERIOD_MS = 4000

/** An analysis of this study, kept up to date while it runs; null as request asks nothing. */
export function useAnalysis(request: MaybeRefOrGetter<AnalysisRequest | null>) {
  const { study, complete } = useStudy()
  const asked = useInvoke('study:analyse', () => {
    const analysis = toValue(request)
    return analysis === null ? null : { id: study.value.id, analysis }
  })
  let timer: ReturnType<typeof setTimeout> | null = null
  watch(complete, () => {
    timer ??= setTimeout(() => {
      timer = null
      void asked.reload()
    }, PERIOD_MS)
  })
  onScopeDispose(() => {
    if (timer !== null) clearTimeout(timer)
  })
  return asked
}

export type AskedAnalysis = ReturnType<typeof useAnalysis>
