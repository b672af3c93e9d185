import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { useI18n } from 'vue-i18n'
import { useInvoke } from '@renderer/composables/useInvoke'
import { describeRound } from '@shared/example'
import type { ExampleSource } from '@shared/contract/invokes/understand'
import {
  EXAMPLES,
  EXAMPLE_PRESETS,
  type ExampleChanges,
  type ExamplePresetId,
  type ExampleTraining,
  type FreeExample,
} from '@shared/domain/example'
import type { DatasetVersionId, ModelId, StudyId, TrialId } from '@shared/domain/ids'

export type NetworkChoice = ExamplePresetId | 'free'
export const NETWORK_CHOICES: readonly NetworkChoice[] = [...EXAMPLE_PRESETS, 'free']

const NOTHING: ExampleChanges = { inputs: {}, target: null, weights: {} }

/** The example on the screen: where its network comes from, what was changed, and where the reader stands in it. */
export function useExample() {
  const { t } = useI18n()
  const route = useRoute()
  const asked = (key: string): string | undefined => {
    const value = route.query[key]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const trialId = computed(() => asked('trial') as TrialId | undefined)
  const modelId = computed(() => asked('model') as ModelId | undefined)
  const versionId = computed(() => asked('data') as DatasetVersionId | undefined)
  const trial = useInvoke('trial:get', () => (trialId.value ? { id: trialId.value } : null))
  const study = useInvoke('study:get', () => {
    const id = asked('study') as StudyId | undefined
    return id ? { id } : null
  })
  const model = useInvoke('model:get', () => (modelId.value ? { id: modelId.value } : null))

  const choice = ref<NetworkChoice>('mazur')
  const network = shallowRef<FreeExample>(EXAMPLES.mazur.network)
  const seed = ref(1)
  const row = ref(0)
  const weightsFrom = ref<'first' | 'trained'>('first')
  const changes = shallowRef<ExampleChanges>(EXAMPLES.mazur.changes)
  const training = shallowRef<ExampleTraining | null>(EXAMPLES.mazur.training)
  const isOwn = computed(() => trialId.value !== undefined || modelId.value !== undefined)

  const source = computed<ExampleSource | null>(() => {
    if (trialId.value) {
      return { kind: 'trial', trialId: trialId.value, row: row.value, weights: weightsFrom.value }
    }
    if (!modelId.value) return { kind: 'free', network: network.value, seed: seed.value }
    if (!model.data.value || !versionId.value) return null
    const { design } = model.data.value
    return { kind: 'model', design, datasetVersionId: versionId.value, row: row.value }
  })
  const run = useInvoke('example:run', () =>
    source.value === null ? null : { source: source.value, changes: changes.value, training: training.value },
  )
  const example = computed(() => run.data.value?.example)

  const round = ref(0)
  const step = ref(0)
  const steps = computed(() => (example.value ? describeRound(example.value, round.value) : []))
  const current = computed(() => steps.value[step.value])
  watch(example, (now) => (round.value = Math.min(round.value, Math.max(0, (now?.rounds.length ?? 1) - 1))))
  watch(steps, (now) => (step.value = Math.min(step.value, Math.max(0, now.length - 1))))

  function begin(): void {
    round.value = 0
    step.value = 0
  }

  function choose(next: NetworkChoice): void {
    choice.value = next
    begin()
    if (next === 'free') {
      changes.value = NOTHING
      return
    }
    const { network: wanted, changes: numbers, training: learns } = EXAMPLES[next]
    network.value = wanted
    changes.value = numbers
    training.value = learns
  }

  /** Own sizes begin with drawn numbers. */
  function setNetwork(next: FreeExample): void {
    network.value = next
    choice.value = 'free'
    changes.value = NOTHING
    begin()
  }

  function reset(): void {
    changes.value = choice.value === 'free' || isOwn.value ? NOTHING : EXAMPLES[choice.value].changes
    begin()
  }

  watch(
    [trialId, modelId],
    ([ofTrial, ofModel]) => {
      if (ofTrial === undefined && ofModel === undefined) choose('mazur')
      else {
        changes.value = NOTHING
        training.value = null
        begin()
      }
    },
    { immediate: true },
  )
  watch([row, weightsFrom], reset)

  const isLast = computed(
    () => step.value >= steps.value.length - 1 && round.value >= (example.value?.rounds.length ?? 1) - 1,
  )
  /** Behind the last step of a round stands the first of the next. */
  function move(by: 1 | -1): void {
    const next = step.value + by
    if (next >= 0 && next < steps.value.length) step.value = next
    else if (by === 1 && !isLast.value) {
      round.value++
      step.value = 0
    } else if (by === -1 && round.value > 0) {
      round.value--
      step.value = Math.max(0, steps.value.length - 1)
    }
  }

  const subject = computed(() => {
    if (trialId.value) {
      return t('understand.ofTrial', {
        n: trial.data.value?.row.number ?? '',
        study: study.data.value?.name ?? '',
      })
    }
    return modelId.value ? t('understand.ofModel', { name: model.data.value?.name ?? '' }) : ''
  })
  const error = computed(() => run.error.value ?? trial.error.value ?? model.error.value)
  return {
    ...{ choice, network, seed, row, weightsFrom, changes, training, isOwn, trialId, trial },
    ...{ example, error, isLoading: run.isLoading, rowCount: computed(() => run.data.value?.rowCount ?? 0) },
    ...{ round, step, steps, current, isLast, subject },
    ...{ choose, setNetwork, reset, move, reload: run.reload },
  }
}

export type ExampleState = ReturnType<typeof useExample>
