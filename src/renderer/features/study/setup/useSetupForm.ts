import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useInvoke } from '@renderer/composables/useInvoke'
import { useAppStore, useProjectStore } from '@renderer/stores'
import type { Design } from '@shared/domain/design'
import { goalOf } from '@shared/domain/task'
import { METRIC_DIRECTIONS, GOAL_METRICS } from '@shared/domain/metric'
import type { StudyPlan } from '@shared/domain/study'
import { useModelCheck } from '../../model/builder/useModelCheck'
import { mostEpochs } from '../rules/mostEpochs'
import { gridDesign } from './gridDesign'
import { emptyForm, type Form } from './setupForm'
import { useStrategyForm, type StrategyFacts } from './useStrategyForm'
import { freeName } from '@shared/util/freeName'

const PATIENCE = 'training.patience'

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
  const problemCount = computed(() => check.value?.diagnostics.length ?? 0)
  const folds = computed(() => dataset.value?.latest.foldCount ?? 1)
  return {
    ...{ dataset, model, versionId, folds, isPatienceSearched, patience },
    ...{ design, check, checkError, problemCount },
  }
}
type Subject = ReturnType<typeof useSubject>

/** What strategies differ by, of the model and the machine. */
function useFacts(form: Form, { design, check, folds }: Subject) {
  const app = useAppStore()
  const parallel = computed(() => form.parallel ?? app.parallel)
  const facts = computed<StrategyFacts>(() => {
    const domains = Object.values(design.value?.search ?? {})
    const space = check.value?.space
    return {
      epochs: design.value === undefined ? 1 : mostEpochs(design.value),
      folds: folds.value,
      parallel: parallel.value,
      space: {
        parameters: space?.parameterCount ?? domains.length,
        ranges: domains.filter((domain) => domain.kind !== 'choice').length,
        conditional: space?.conditionalCount ?? 0,
        combinations: space?.combinations ?? null,
      },
    }
  })
  return { parallel, facts }
}

/** How many trials the grid of the form has; null for another strategy, and until it is known. */
function useGridSize({ design, versionId }: Subject, points: () => number | null) {
  const grid = computed(() => {
    const values = points()
    return values === null || design.value === undefined ? undefined : gridDesign(design.value, values)
  })
  const { check } = useModelCheck(grid, versionId)
  return computed(() => (grid.value === undefined ? null : (check.value?.space.combinations ?? null)))
}

/** Which array an orthogonal search of the form takes; null for another strategy, and until it is known. */
function useArray({ design, problemCount }: Subject, levels: () => number | null) {
  const { data } = useInvoke('model:orthogonal', () => {
    const asked = levels()
    if (asked === null || design.value === undefined || problemCount.value > 0) return null
    return { design: design.value, levels: asked }
  })
  return computed(() => data.value ?? null)
}

function useGoal(form: Form, { dataset, design }: Subject) {
  const metrics = computed(() => {
    const task = dataset.value?.latest.plan.task ?? 'multiclass'
    return GOAL_METRICS[goalOf(task, design.value?.training.mode ?? 'supervised')]
  })
  const metric = computed(() =>
    form.metric !== null && metrics.value.includes(form.metric) ? form.metric : (metrics.value[0] ?? 'loss'),
  )
  return { metrics, metric }
}

/** Everything the set-up asks, with sensible answers beforehand, and the plan that comes of it. */
export function useSetupForm() {
  const { t } = useI18n()
  const { query } = useRoute()
  const project = useProjectStore()
  const form = emptyForm(String(query['data'] ?? ''), String(query['model'] ?? ''))
  const subject = useSubject(form)
  const { dataset, model, versionId, design } = subject
  const { parallel, facts } = useFacts(form, subject)
  const strategy = useStrategyForm(form, facts)
  const gridSize = useGridSize(subject, () =>
    strategy.sampler.value.kind === 'grid' ? strategy.sampler.value.pointsPerRange : null,
  )
  const array = useArray(subject, () =>
    strategy.sampler.value.kind === 'orthogonal' ? strategy.sampler.value.levels : null,
  )
  const goal = useGoal(form, subject)

  const name = computed(() => {
    const gaps = { model: model.value?.name ?? '', data: dataset.value?.name ?? '' }
    const usual = gaps.model === gaps.data ? gaps.model : t('study.setup.nameOf', gaps)
    return form.name ?? freeName(usual, new Set(project.studies.map((study) => study.name)))
  })
  const plan = computed<StudyPlan | undefined>(() => {
    if (versionId.value === undefined || design.value === undefined) return undefined
    const metric = goal.metric.value
    return {
      datasetVersionId: versionId.value,
      design: design.value,
      sampler: strategy.sampler.value,
      objective: { metric, direction: METRIC_DIRECTIONS[metric] },
      ...rulesOf(form),
      budget: {
        trials: form.trials,
        parallel: parallel.value,
        timeLimitSeconds: form.minutes === null ? null : form.minutes * 60,
      },
    }
  })
  const isSound = computed(
    () =>
      subject.problemCount.value === 0 &&
      strategy.limit.value === null &&
      strategy.pruningLimit.value === null,
  )
  return { form, ...subject, ...goal, parallel, facts, strategy, gridSize, array, name, plan, isSound }
}

/** What is not as usual; the rest stays out of the plan. */
function rulesOf({ further, pruner, stops, duplicates, repeats }: Form) {
  return {
    ...(further.length > 0 && { furtherObjectives: further.map((goal) => ({ ...goal })) }),
    ...(pruner.kind !== 'none' && { pruner }),
    ...((stops.target !== null || stops.plateau !== null) && { stops }),
    ...(duplicates !== 'skip' && { duplicates }),
    ...((repeats.seeds > 1 || repeats.finalists !== null) && { repeats }),
  }
}

export type SetupForm = ReturnType<typeof useSetupForm>

/** What choosing a strategy reads: the same for a model and for a program. */
export type StrategySetup = Pick<SetupForm, 'form' | 'strategy' | 'gridSize' | 'array'>
