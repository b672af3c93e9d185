import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { useMetricWords } from '@renderer/composables/useMetricWords'
import type { DiagramWords } from '@shared/diagram'
import { isMetricName } from '@shared/domain/metric'

/** What diagrams say, in the language of the window. */
export function useDiagramWords() {
  const { t, te } = useI18n()
  const format = useFormat()
  const metricWords = useMetricWords()
  const word = (key: string, values: Record<string, unknown> = {}): string =>
    t(`understand.diagramWord.${key}`, values)
  const ifThere = (key: string, otherwise: string): string => (te(key) ? t(key) : otherwise)
  const choice = (value: string): string => ifThere(`setting.choice.${value}`, value)
  const text = (value: string | number | boolean): string =>
    typeof value === 'number' ? format.number(value) : choice(String(value))
  return computed<DiagramWords>(() => ({
    layer: (kind) =>
      kind === 'data' || kind === 'latent' ? word(kind) : ifThere(`layer.name.${kind}`, kind),
    setting: (name, value) =>
      name === 'activation' || name === 'direction'
        ? text(value)
        : `${ifThere(`setting.name.${name}`, name)} ${text(value)}`,
    weights: (n) => word('weights', { n: format.count(n) }),
    shape: (sizes) => sizes.map((size) => format.count(size)).join(' × '),
    repeated: (name, n) => word('repeated', { name, n }),
    maker: word('maker'),
    judge: word('judge'),
    made: word('made'),
    again: word('again'),
    loop: {
      data: word('data'),
      rows: (train, validation) =>
        word('rows', { train: format.count(train), validation: format.count(validation) }),
      recipe: word('recipe'),
      recipeSteps: (kinds) => {
        const names = kinds.map((kind) => ifThere(`recipe.step.${kind}`, kind))
        return names.length > 3 ? `${names.slice(0, 3).join(', ')} +${names.length - 3}` : names.join(', ')
      },
      noRecipe: word('noRecipe'),
      folds: word('folds'),
      foldCount: (n) => word('folds', { n }),
      batches: word('batches'),
      batchSize: (n) => word('batchSize', { n: format.count(n) }),
      shuffled: word('shuffled'),
      augmented: word('augmented'),
      forward: word('forward'),
      model: word('model'),
      loss: word('loss'),
      lossName: choice,
      penalties: word('penalties'),
      backward: word('backward'),
      derivatives: word('derivatives'),
      accumulated: (n) => word('accumulated', { n }),
      clip: word('clip'),
      clipValue: (n) => word('clipValue', { n: format.setting(n) }),
      clipNorm: (n) => word('clipNorm', { n: format.setting(n) }),
      optimizer: word('optimizer'),
      optimizerName: choice,
      learningRate: (n) => word('learningRate', { n: format.setting(n) }),
      schedule: (name) => word('schedule', { name: choice(name) }),
      evaluate: word('evaluate'),
      validation: word('validation'),
      metric: (name) => word('metric', { name: isMetricName(name) ? metricWords.word(name) : name }),
      decide: word('decide'),
      best: word('best'),
      patience: (n) => word('patience', { n: format.count(n) }),
      pruner: (name) => word('pruner', { name: ifThere(`strategy.pruner.${name}.name`, name) }),
      nextBatch: word('nextBatch'),
      nextEpoch: (n) => word('nextEpoch', { n: format.count(n) }),
      done: word('done'),
      keep: word('keep'),
    },
  }))
}
