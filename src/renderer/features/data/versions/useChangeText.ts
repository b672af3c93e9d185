import { useI18n } from 'vue-i18n'
import type { RecipeStep } from '@shared/domain/recipe'
import type { ParameterValue } from '@shared/domain/searchSpace'
import type { VersionChange } from '@shared/domain/versionChanges'
import { useFormat } from '@renderer/composables/useFormat'
import { useStepText } from '../recipe/useStepText'
import { useSplitText } from '../split/useSplitText'

type ChangeOf<Kind extends VersionChange['kind']> = Extract<VersionChange, { kind: Kind }>

/** What changed from one version to the next, each change in a sentence. */
export function useChangeText() {
  const { t, te } = useI18n()
  const format = useFormat()
  const text = useStepText()
  const { splitText } = useSplitText()

  const numbers = ({ before, after }: { before: number; after: number }) => ({
    before: format.count(before),
    after: format.count(after),
  })

  function settingText(step: RecipeStep, name: string): string {
    const value = (step as Readonly<Record<string, unknown>>)[name]
    if (name === 'columns') return text.columnsText(step.columns)
    return Array.isArray(value) ? value.join(', ') : text.valueText((value ?? '') as ParameterValue)
  }

  function stepChange({ before, after, settings }: ChangeOf<'stepChanged'>): string {
    if (settings.includes('isOff')) {
      return t(after.isOff ? 'version.stepOff' : 'version.stepOn', { step: text.titleOf(after) })
    }
    const changes = settings.map((name) => {
      const key = `recipe.setting.${after.kind}.${name}`
      const setting = name === 'columns' ? t('recipe.columns.label') : te(key) ? t(key) : name
      return t('version.setting', {
        setting,
        before: settingText(before, name),
        after: settingText(after, name),
      })
    })
    return t('version.stepChanged', { step: text.titleOf(after), changes: changes.join(', ') })
  }

  function readingChange({ setting, before, after }: ChangeOf<'reading'>): string {
    const key = `data.dialect.${setting}`
    return t('version.reading', { setting: te(key) ? t(key) : setting, before, after })
  }

  function seriesChange({ before, after }: ChangeOf<'series'>): string {
    if (before === 'null') return t('version.seriesBegun')
    return t(after === 'null' ? 'version.seriesEnded' : 'version.seriesChanged')
  }

  /** The words of each kind; a kind without words does not compile. */
  const texts: { readonly [Kind in VersionChange['kind']]: (change: ChangeOf<Kind>) => string } = {
    source: ({ before, after }) => t('version.source', { before, after }),
    rows: (change) => t('version.rows', numbers(change)),
    rejected: (change) => t('version.rejected', numbers(change)),
    columnAdded: ({ column }) => t('version.columnAdded', { column }),
    columnRemoved: ({ column }) => t('version.columnRemoved', { column }),
    columnRenamed: ({ before, after }) => t('version.columnRenamed', { before, after }),
    columnType: ({ column, before, after }) =>
      t('version.columnType', { column, before: t(`data.types.${before}`), after: t(`data.types.${after}`) }),
    columnRole: ({ column, before, after }) =>
      t('version.columnRole', { column, before: t(`data.roles.${before}`), after: t(`data.roles.${after}`) }),
    reading: readingChange,
    target: ({ before, after }) => t('version.target', { before, after }),
    stepAdded: ({ step }) =>
      t('version.stepAdded', { step: text.titleOf(step), columns: text.columnsText(step.columns) }),
    stepRemoved: ({ step }) =>
      t('version.stepRemoved', { step: text.titleOf(step), columns: text.columnsText(step.columns) }),
    stepChanged: stepChange,
    stepsReordered: () => t('version.stepsReordered'),
    split: ({ after }) =>
      t('version.split', { kind: t(`division.kind.${after.kind}`), text: splitText(after, undefined) }),
    counts: ({ after }) =>
      t('version.counts', {
        train: format.count(after.train),
        validation: format.count(after.validation),
        test: format.count(after.test),
      }),
    corrections: ({ after }) =>
      t('version.corrections', {
        relabelled: format.count(after.relabelled),
        excluded: format.count(after.excluded),
      }),
    series: seriesChange,
  }

  /** TypeScript cannot see that the kind of a change picks its own words. */
  const changeText = (change: VersionChange): string =>
    (texts[change.kind] as (change: VersionChange) => string)(change)

  return { changeText }
}
