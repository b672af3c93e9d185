import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { toNumberText } from '@renderer/ui'
import type { Design } from '@shared/domain/design'
import type { RecipeStep } from '@shared/domain/recipe'
import type { Domain, ParameterValue } from '@shared/domain/searchSpace'
import { findSetting, holderOfStep, splitPath, TRAINING_ID } from '@shared/domain/settingCatalogue'
import { flatLayers, placeOf } from './design/layerTree'

/** A parameter by where it stands: `hidden.units`, the second copy of a repeated layer. */
interface ParameterName {
  readonly path: string
  readonly copy: number | null
}

/** Settings, their values and what they may be, in words. */
export function useSettingText() {
  const { t, te } = useI18n()
  const format = useFormat()

  function nameOf(setting: string): string {
    return t(`setting.name.${setting}`)
  }

  /** The name for narrow places; the whole one where that is short. */
  function shortNameOf(setting: string): string {
    return te(`setting.short.${setting}`) ? t(`setting.short.${setting}`) : nameOf(setting)
  }

  /** The name of the setting at a path of a design. */
  function settingName(design: Design, path: string): string {
    const [, name] = splitPath(path)
    const kind = findSetting(design, path)?.step?.kind
    return kind === undefined ? nameOf(name) : t(`recipe.setting.${kind}.${name}`)
  }

  /** A value as a table shows it, with two significant digits; absent ones as a dash. */
  function valueText(value: ParameterValue | null | undefined): string {
    if (value === null || value === undefined) return '–'
    return typeof value === 'number' ? format.setting(value) : choiceText(value)
  }

  /** A value of a program's parameter: its choices have the names that the user gave them. */
  function plainText(value: ParameterValue | null | undefined): string {
    if (value === null || value === undefined) return '–'
    return typeof value === 'number' ? format.setting(value) : String(value)
  }

  /** A value as it was typed, with all its digits. */
  function exactText(value: ParameterValue): string {
    return typeof value === 'number' ? toNumberText(value) : choiceText(value)
  }

  function choiceText(value: string | boolean): string {
    if (typeof value === 'boolean') return t(value ? 'setting.yes' : 'setting.no')
    const key = [`setting.choice.${value}`, `recipe.choice.${value}`].find((candidate) => te(candidate))
    return key === undefined ? value : t(key)
  }

  function domainText(domain: Domain): string {
    if (domain.kind === 'choice')
      return domain.values.map(exactText).join(domain.isOrdered === true ? ' < ' : t('setting.or'))
    const ends = { low: toNumberText(domain.low), high: toNumberText(domain.high) }
    if (domain.scale === 'log') return t('setting.rangeLog', ends)
    const step = domain.kind === 'integer' && domain.step === 1 ? undefined : domain.step
    return step === undefined
      ? t('setting.range', ends)
      : t('setting.rangeStep', { ...ends, step: toNumberText(step) })
  }

  /** "Scale", or "Scale 2" where there are several of the kind. */
  function stepTitle(steps: readonly RecipeStep[], step: RecipeStep): string {
    const alike = steps.filter(({ kind }) => kind === step.kind)
    const name = t(`recipe.step.${step.kind}`)
    return alike.length < 2 ? name : `${name} ${String(alike.indexOf(step) + 1)}`
  }

  /** "Dense", or "Dense 2" where a design has several of the kind. */
  function layerTitle(design: Design, id: string): string {
    if (id === TRAINING_ID) return t('layer.name.training')
    const step = design.data?.find((candidate) => holderOfStep(candidate) === id)
    if (step !== undefined) return stepTitle(design.data ?? [], step)
    const first = flatLayers(design.layers)
    const isFirst = first.some((candidate) => candidate.id === id)
    const all = isFirst ? first : flatLayers(design.discriminator ?? [])
    const layer = all.find((candidate) => candidate.id === id)
    if (layer === undefined) return id
    const alike = all.filter((candidate) => candidate.kind === layer.kind)
    const name = t(`layer.name.${layer.kind}`)
    return alike.length < 2 ? name : `${name} ${String(alike.indexOf(layer) + 1)}`
  }

  /** A layer as another one names it that reads it: to the layers of a repeat, that is what the repeat reads. */
  function sourceTitle(design: Design, id: string, reader: string): string {
    const isOwnRepeat = placeOf(design, reader)?.parent?.id === id
    return isOwnRepeat ? t('model.repeatStart') : layerTitle(design, id)
  }

  /** The short name of a parameter, with its layer where another layer varies in the same setting. */
  function parameterLabel(design: Design, { path, copy }: ParameterName): string {
    const [holder, setting] = splitPath(path)
    const isOfData = (findSetting(design, path)?.step ?? null) !== null
    const isAmbiguous =
      isOfData || Object.keys(design.search).some((other) => other !== path && other.endsWith(`.${setting}`))
    const short = isOfData ? settingName(design, path) : shortNameOf(setting)
    const name = isAmbiguous
      ? t('setting.ofLayer', { name: short, layer: layerTitle(design, holder) })
      : short
    return copy === null ? name : t('setting.copy', { name, copy })
  }

  return {
    ...{ nameOf, shortNameOf, settingName, valueText, plainText, exactText, domainText },
    ...{ layerTitle, stepTitle, sourceTitle, parameterLabel },
  }
}
