import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { toNumberText } from '@renderer/ui'
import type { RecipeStep, StepColumns } from '@shared/domain/recipe'
import { stepSettings } from '@shared/domain/recipe/stepSettings'
import type { ParameterValue } from '@shared/domain/searchSpace'

/** Steps of a recipe in words. */
export function useStepText() {
  const { t, te } = useI18n()
  const format = useFormat()

  function titleOf({ kind }: Pick<RecipeStep, 'kind'>): string {
    return t(`recipe.step.${kind}`)
  }

  function settingName({ kind }: Pick<RecipeStep, 'kind'>, name: string): string {
    return t(`recipe.setting.${kind}.${name}`)
  }

  function valueText(value: ParameterValue): string {
    if (typeof value === 'number') return toNumberText(value)
    if (typeof value === 'boolean') return t(value ? 'setting.yes' : 'setting.no')
    return te(`recipe.choice.${value}`) ? t(`recipe.choice.${value}`) : value
  }

  function columnsText(columns: StepColumns): string {
    if (typeof columns === 'string') return t(`recipe.columns.${columns}`)
    if (columns.length === 1) return columns[0] ?? ''
    return t('recipe.columns.some', { n: format.count(columns.length) }, columns.length)
  }

  /** The first setting says what a step does: "robust", "median". */
  function summaryOf(step: RecipeStep): string {
    const [first] = stepSettings(step.kind)
    const value = first && (step as Readonly<Record<string, unknown>>)[first.name]
    return typeof value === 'string' || typeof value === 'number' ? valueText(value) : ''
  }

  return { titleOf, settingName, valueText, columnsText, summaryOf }
}
