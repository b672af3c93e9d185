import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import type { StrategySetup } from './useSetupForm'

/** How many trials a design of the form has: a grid, or the array of an orthogonal search; empty for other strategies. */
export function useSizeText(setup: StrategySetup) {
  const { t } = useI18n()
  const format = useFormat()

  function gridText(size: number): string {
    const { trials } = setup.form
    if (size <= trials) return t('strategy.gridSize', { n: format.count(size) })
    return t('strategy.gridLarge', {
      ...{ n: format.number(size), trials: format.count(trials) },
      share: format.percent(trials / size),
    })
  }

  return computed(() => {
    const { gridSize, array, form } = setup
    if (gridSize.value !== null) return gridText(gridSize.value)
    if (array.value === null) return ''
    const { array: name, trials, gridTrials, irregular } = array.value
    const gaps = { name, n: format.count(trials), grid: format.number(gridTrials) }
    return [
      t('strategy.array', gaps),
      ...(trials > form.trials ? [t('strategy.arrayShort', { trials: format.count(form.trials) })] : []),
      ...(irregular > 0 ? [t('strategy.arrayIrregular', { n: irregular }, irregular)] : []),
    ].join(t('model.gap'))
  })
}
