import { computed, inject, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import type { StudySummary } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'
import { invariant } from '@shared/errors/appError'
import { useSettingText } from '../model/useSettingText'
import { boardParameters, type BoardParameter } from './board/parameterNames'
import type { LiveTrials } from './live/liveTrials'
import type { StudyLive } from './live/useStudyLive'

/** What every part of the study's screen reads. */
export interface StudyContext {
  /** Read only by parts that are shown once the study is loaded. */
  readonly study: ComputedRef<StudySummary>
  readonly trials: Ref<LiveTrials>
  readonly rows: ComputedRef<readonly TrialRow[]>
  /** The complete ones; renewed only when one of them changes. */
  readonly complete: Ref<readonly TrialRow[]>
  readonly running: ComputedRef<readonly TrialRow[]>
  readonly parameters: ComputedRef<readonly LabelledParameter[]>
  readonly metricName: ComputedRef<string>
  /** The objective's name within a sentence. */
  readonly metricWord: ComputedRef<string>
  /** A value of the objective as people read it. */
  readonly formatValue: (value: number | null | undefined) => string
  readonly route: ComputedRef<{ readonly projectId: string; readonly studyId: string }>
}

export interface LabelledParameter extends BoardParameter {
  readonly label: string
}

const studyKey: InjectionKey<StudyContext> = Symbol('study')

export function provideStudy(live: StudyLive): StudyContext {
  const { t } = useI18n()
  const format = useFormat()
  const words = useSettingText()
  const study = computed(() => {
    invariant(live.summary.value, 'the study is loaded')
    return live.summary.value
  })
  const context: StudyContext = {
    study,
    trials: live.trials,
    rows: live.rows,
    complete: live.complete,
    running: live.running,
    parameters: computed(() =>
      boardParameters(study.value.plan.design, live.trials.value.names).map((parameter) => ({
        ...parameter,
        label: words.parameterLabel(study.value.plan.design, parameter),
      })),
    ),
    metricName: computed(() => t(`common.metric.${study.value.plan.objective.metric}`)),
    metricWord: computed(() => t(`study.metric.${study.value.plan.objective.metric}`)),
    formatValue: (value) => format.metric(study.value.plan.objective.metric, value),
    route: computed(() => ({ projectId: study.value.projectId, studyId: study.value.id })),
  }
  provide(studyKey, context)
  return context
}

export function useStudy(): StudyContext {
  const context = inject(studyKey)
  invariant(context, 'the study page provides its study')
  return context
}
