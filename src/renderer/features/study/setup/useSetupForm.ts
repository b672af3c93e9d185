import { computed, reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useAppStore, useProjectStore } from '@renderer/stores'
import type { Design } from '@shared/domain/design'
import { goalOf } from '@shared/domain/task'
import { METRIC_DIRECTIONS, GOAL_METRICS, type BuiltInMetric } from '@shared/domain/metric'
import type { SamplerSpec } from '@shared/domain/search/samplerSpec'
import type { StudyPlan } from '@shared/domain/study'
import { useModelCheck } from '../../model/builder/useModelCheck'
import { gridDesign } from './gridDesign'

const PATIENCE = 'training.patience'

/** What the user has said; null where the usual answer holds. */
function emptyForm(versionId: string, modelId: string) {
  return reactive({
    versionId,
    modelId,
    sampler: 'random' as 'random' | 'grid',
    pointsPerRange: 3,
    order: 'shuffled' as 'ordered' | 'shuffled',
    trials: 30,
    parallel: null as number | null,
    minutes: null as number | null,
    patience: null as number | null,
    metric: null as BuiltInMetric | null,
    seed: 1,
    name: null as string | null,
  })
}
type Form = ReturnType<typeof emptyForm>

/** Data and model as chosen, the design with the patience of the form, and what the compiler says of it. */
function useSubject(form: Form) {
  const project = useProjectStore()
  const model = computed(() => project.models.find(({ id }) => id === form.modelId) ?? project.models[0])
  const dataset = computed(
    () =>
      project.datasets.find(({ latest }) => latest.id === form.versionId) ??
      project.datasets.find(({ id }) => id === model.value?.datasetId) ??
      project.datasets[0],
  )
  const versionId = computed(() => dataset.value?.latest.id)
  const isPatienceSearched = computed(
    () => model.value !== undefined && PATIENCE in model.value.design.search,
  )
  const patience = computed(() => form.patience ?? model.value?.design.training.patience ?? 0)
  const design = computed<Design | undefined>(() => {
    if (model.value === undefined) return undefined
    const { training } = model.value.design
    return { ...model.value.design, training: { ...training, patience: patience.value } }
  })
  const { check, error: checkError } = useModelCheck(design, versionId)
  const grid = computed(() =>
    form.sampler === 'grid' && design.value !== undefined
      ? gridDesign(design.value, form.pointsPerRange)
      : undefined,
  )
  const { check: gridCheck } = useModelCheck(grid, versionId)
  const gridSize = computed(() =>
    grid.value === undefined ? null : (gridCheck.value?.space.combinations ?? null),
  )
  const problemCount = computed(() => check.value?.diagnostics.length ?? 0)
  return {
    dataset,
    model,
    versionId,
    isPatienceSearched,
    patience,
    design,
    check,
    checkError,
    gridSize,
    problemCount,
  }
}

/** Everything the set-up asks, with sensible answers beforehand, and the plan that comes of it. */
export function useSetupForm() {
  const { t } = useI18n()
  const { query } = useRoute()
  const app = useAppStore()
  const project = useProjectStore()
  const form = emptyForm(String(query['data'] ?? ''), String(query['model'] ?? ''))
  const subject = useSubject(form)
  const { dataset, model, versionId, design } = subject

  const metrics = computed(() => {
    const task = dataset.value?.latest.plan.task ?? 'multiclass'
    return GOAL_METRICS[goalOf(task, design.value?.training.mode ?? 'supervised')]
  })
  const metric = computed(() =>
    form.metric !== null && metrics.value.includes(form.metric) ? form.metric : (metrics.value[0] ?? 'loss'),
  )
  const name = computed(() => {
    const gaps = { model: model.value?.name ?? '', data: dataset.value?.name ?? '' }
    const usual = gaps.model === gaps.data ? gaps.model : t('study.setup.nameOf', gaps)
    return form.name ?? freeName(usual, new Set(project.studies.map((study) => study.name)))
  })
  const plan = computed<StudyPlan | undefined>(() => {
    if (versionId.value === undefined || design.value === undefined) return undefined
    return {
      datasetVersionId: versionId.value,
      design: design.value,
      sampler: samplerOf(form),
      objective: { metric: metric.value, direction: METRIC_DIRECTIONS[metric.value] },
      budget: {
        trials: form.trials,
        parallel: form.parallel ?? app.parallel,
        timeLimitSeconds: form.minutes === null ? null : form.minutes * 60,
      },
    }
  })

  return { form, ...subject, metrics, metric, name, plan }
}

function samplerOf({ sampler, seed, order, pointsPerRange }: Form): SamplerSpec {
  return sampler === 'random' ? { kind: sampler, seed } : { kind: sampler, order, pointsPerRange, seed }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let free = wanted
  for (let count = 2; taken.has(free); count++) free = `${wanted} ${String(count)}`
  return free
}

export type SetupForm = ReturnType<typeof useSetupForm>
