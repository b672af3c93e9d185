import { computed, inject, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { isShareMetric, metricBounds, type MetricBounds } from '@shared/domain/metric'
import { useFormat } from '@renderer/composables/useFormat'
import { useMetricWords } from '@renderer/composables/useMetricWords'
import type { ParameterValue } from '@shared/domain/searchSpace'
import { isTraining, type StudyPlan } from '@shared/domain/study'
import type { StudySummary } from '@shared/domain/study'
import type { TrialId } from '@shared/domain/ids'
import type { TrialRow } from '@shared/domain/trial'
import { invariant } from '@shared/errors/appError'
import { frontOf, hasFront } from '@shared/domain/trialFront'
import { useSettingText } from '../model/useSettingText'
import type { BoardParameter } from './board/parameterNames'
import { studyParameters } from './board/studyParameters'
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
  /** A value of a parameter as people read it. */
  readonly settingText: (value: ParameterValue | null | undefined) => string
  /** A value of the objective as people read it. */
  readonly formatValue: (value: number | null | undefined) => string
  /** Between what its values lie. */
  readonly bounds: ComputedRef<MetricBounds>
  /** A standard deviation of it, without its unit: "0.5" beside "98.6 %". */
  readonly formatDeviation: (deviation: number) => string
  /** The complete trials that no other beats in everything; empty where there is one objective. */
  readonly front: ComputedRef<ReadonlySet<TrialId>>
  readonly route: ComputedRef<{ readonly projectId: string; readonly studyId: string }>
}

export interface LabelledParameter extends BoardParameter {
  readonly label: string
}

const studyKey: InjectionKey<StudyContext> = Symbol('study')

export function provideStudy(live: StudyLive): StudyContext {
  const format = useFormat()
  const words = useSettingText()
  const metrics = useMetricWords()
  const labelOf = (plan: StudyPlan, parameter: BoardParameter): string =>
    isTraining(plan) ? words.parameterLabel(plan.design, parameter) : parameter.name
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
      studyParameters(study.value.plan, live.trials.value.names).map((parameter) => ({
        ...parameter,
        label: labelOf(study.value.plan, parameter),
      })),
    ),
    metricName: computed(() => metrics.name(study.value.plan.objective.metric)),
    metricWord: computed(() => metrics.word(study.value.plan.objective.metric)),
    settingText: (value) => (isTraining(study.value.plan) ? words.valueText(value) : words.plainText(value)),
    formatValue: (value) => format.metric(study.value.plan.objective.metric, value),
    bounds: computed(() => metricBounds(study.value.plan.objective.metric)),
    formatDeviation: (deviation) =>
      isShareMetric(study.value.plan.objective.metric)
        ? format.number(deviation * 100, 2)
        : format.number(deviation, 2),
    front: computed(() => {
      const { plan } = study.value
      if (!hasFront(plan)) return new Set()
      return new Set(frontOf(plan, live.complete.value).map(({ id }) => id))
    }),
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
