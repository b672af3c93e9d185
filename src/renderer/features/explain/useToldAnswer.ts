import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'

interface ToldAnswer {
  /** What the model says, a number a label. */
  readonly answer: readonly number[]
  /** Null where nobody knows. */
  readonly truth: string | number | null
}

/** What the model says of a row, in a sentence, and what is true of it. */
export function useToldAnswer() {
  const { t } = useI18n()
  const format = useFormat()
  /** @param label place of the answer that is told, among `labels` */
  return ({ answer, truth }: ToldAnswer, label: number, labels: readonly string[]): string => {
    const told = { label: labels[label] ?? '', answer: format.number(answer[label]) }
    const known = typeof truth === 'number' ? format.number(truth) : truth
    return `${t('explain.row.told', told)} ${known === null ? '' : t('explain.row.truth', { truth: known })}`
  }
}
