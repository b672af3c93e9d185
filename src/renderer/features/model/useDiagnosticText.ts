import { useI18n } from 'vue-i18n'
import type { Design } from '@shared/domain/design'
import type { Diagnostic } from '@shared/domain/modelCheck'
import { allLayers } from './design/layerTree'
import { useSettingText } from './useSettingText'

/** What the compiler says of a design, in words: what is wrong, and what to do. */
export function useDiagnosticText(): (design: Design, diagnostic: Diagnostic) => string {
  const { t, te } = useI18n()
  const words = useSettingText()

  /** The compiler writes names of axes as `[steps, channels]`; they are words, the numbers between them are not. */
  function sizeText(text: string | number | undefined): string {
    return String(text ?? '').replaceAll(/[a-z]{2,}/gi, (word) =>
      te(`model.axis.${word}`) ? t(`model.axis.${word}`) : word,
    )
  }

  return (design, { code, path, details }) => {
    const gaps = { ...details, expected: sizeText(details['expected']), found: sizeText(details['found']) }
    const input = String(details['input'] ?? '')
    const isLayer = allLayers(design).some(({ id }) => id === input)
    const named = { ...gaps, input: isLayer ? words.sourceTitle(design, input, path) : input }
    const reason = `model.misfit.${String(details['reason'])}`
    if (code === 'model/shape-mismatch' && te(reason)) return t(reason, named)
    return t(`model.diagnostic.${code}`, named)
  }
}
