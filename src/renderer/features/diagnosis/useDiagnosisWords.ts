import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useMetricWords } from '@renderer/composables/useMetricWords'
import type { Design } from '@shared/domain/design'
import type { Evidence, Finding, LayerFigureName, Remedy, RuleId } from '@shared/domain/diagnosis/finding'
import { isMetricName } from '@shared/domain/metric'
import { DIAGNOSIS_WORDS, type Names, tellEvidence, tellFinding, tellRemedy } from '@shared/words/diagnosis'
import { useSettingText } from '../model/useSettingText'

/** Findings in the language that is spoken, settings by their names. */
export function useDiagnosisWords() {
  const { locale } = useI18n()
  const metrics = useMetricWords()
  const settings = useSettingText()
  const words = computed(() => DIAGNOSIS_WORDS[locale.value === 'zh-CN' ? 'zh-CN' : 'en'])
  const names = (design: Design): Names => ({
    metric: (name) => (isMetricName(name) ? metrics.word(name) : name),
    path: (path) => settings.parameterLabel(design, { path, copy: null }),
    value: (value) => settings.valueText(value),
  })
  return {
    rule: (rule: RuleId) => words.value.rules[rule],
    figure: (figure: LayerFigureName) => words.value.figures[figure],
    finding: (finding: Finding) => tellFinding(words.value, finding),
    evidence: (evidence: Evidence, design: Design) => tellEvidence(words.value, evidence, names(design)),
    remedy: (remedy: Remedy, design: Design) => tellRemedy(words.value, remedy, names(design)),
  }
}
