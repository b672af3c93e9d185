import { useI18n } from 'vue-i18n'
import type { Split, SplitKind } from '@shared/domain/split'
import { useFormat } from '@renderer/composables/useFormat'

type SplitOf<Kind extends SplitKind> = Extract<Split, { kind: Kind }>

/** What a split does, in a sentence or two. */
export function useSplitText() {
  const { t } = useI18n()
  const format = useFormat()

  const grouped = (group: string | null): string => (group ? t('division.grouped', { group }) : '')

  function dealtText({ isStratified, seed, group }: SplitOf<'holdout'>, target: string): string[] {
    const dealt = isStratified
      ? t('data.split.stratifiedBy', { target: target || '–', seed })
      : t('data.split.random', { seed })
    return [dealt, grouped(group)]
  }

  function timeText({ folds, column, gap }: SplitOf<'timeOrdered'>): string[] {
    const ordered =
      folds > 1
        ? t('division.growing', { n: folds })
        : t('division.ordered', { column: column ?? t('look.series.fileOrder') })
    return [ordered, gap > 0 ? t('division.gapText', { n: format.count(gap) }, gap) : '']
  }

  function foldText({ folds, repeats, isStratified, group }: SplitOf<'kFold'>, target: string): string[] {
    return [
      t('division.kFoldText', { n: folds }),
      repeats > 1 ? t('division.repeated', { n: repeats }) : '',
      isStratified && target ? t('division.alike', { target }) : '',
      grouped(group),
    ]
  }

  function columnText({ column, validation, validationShare }: SplitOf<'column'>): string[] {
    const rest = t('division.rest', { share: format.percent(validationShare, 0) })
    return [t('division.columnText', { column: column || '–' }), validation.length === 0 ? rest : '']
  }

  function partsOf(split: Split, target: string): string[] {
    switch (split.kind) {
      case 'holdout':
        return dealtText(split, target)
      case 'timeOrdered':
        return timeText(split)
      case 'kFold':
        return foldText(split, target)
      case 'leaveOneGroupOut':
        return [t('division.leaveOneText', { group: split.group || '–' })]
      case 'column':
        return columnText(split)
    }
  }

  const splitText = (split: Split, target = ''): string => partsOf(split, target).filter(Boolean).join(' ')
  return { splitText }
}
