import { useI18n } from 'vue-i18n'
import type { Design } from '@shared/domain/design'
import type { SpaceChange } from '@shared/domain/search/spaceHistory'
import { useSettingText } from '../../model/useSettingText'

/** What became different from one version of a space to the next, a line each. */
export function useChangeText() {
  const { t } = useI18n()
  const words = useSettingText()
  return (design: Design, change: SpaceChange): string[] => {
    const nameOf = (path: string) => words.parameterLabel(design, { path, copy: null })
    const namesOf = (group: readonly string[]) => group.map(nameOf).join(' + ')
    switch (change.kind) {
      case 'domain': {
        const name = nameOf(change.path)
        const { before, after } = change
        if (before !== null && after !== null)
          return [
            t('steering.space.domain', {
              name,
              before: words.domainText(before),
              after: words.domainText(after),
            }),
          ]
        if (after !== null) return [t('steering.space.begun', { name, after: words.domainText(after) })]
        return [t('steering.space.ended', { name, before: before === null ? '–' : words.domainText(before) })]
      }
      case 'constraints':
        return [
          ...change.added.map((constraint) => t('steering.space.constraintAdded', { constraint })),
          ...change.removed.map((constraint) => t('steering.space.constraintRemoved', { constraint })),
        ]
      case 'coupled':
        return [
          ...change.added.map((group) => t('steering.space.coupledAdded', { names: namesOf(group) })),
          ...change.removed.map((group) => t('steering.space.coupledRemoved', { names: namesOf(group) })),
        ]
    }
  }
}
