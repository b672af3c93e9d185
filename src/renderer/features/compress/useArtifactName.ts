import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import type { ArtifactSummary } from '@shared/domain/artifact'

/** @returns what a smaller model is called: how it was made. */
export function useArtifactName(): (artifact: ArtifactSummary) => string {
  const { t } = useI18n()
  const format = useFormat()
  return ({ method }) => {
    const kind = t(`compress.kind.${method.kind}`)
    const rounding = method.rounding === null ? '' : t(`compress.short.${method.rounding}`)
    const own =
      method.kind === 'prune'
        ? t('compress.pruned', { share: format.percent(method.sparsity, 0) })
        : method.kind === 'distil' && method.student.kind === 'scaled'
          ? format.percent(method.student.share, 0)
          : ''
    return [kind, own, rounding].filter((part) => part !== '').join(' · ')
  }
}
