import { useI18n } from 'vue-i18n'
import { toAppError } from '@shared/errors/appError'
import { describeError } from '../errors'
import { useToastStore } from '../stores/toasts'

export interface Removal {
  /** What the notice says: "Removed “Titanic”". */
  readonly text: string
  readonly remove: () => Promise<unknown>
  readonly restore: () => Promise<unknown>
}

/** Removes at once and offers Undo; failures of either become a notice. */
export function useRemoval(): (removal: Removal) => Promise<boolean> {
  const toasts = useToastStore()
  const { t, locale } = useI18n()

  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action()
      return true
    } catch (thrown) {
      const words = describeError(toAppError(thrown), locale.value === 'zh-CN' ? 'zh-CN' : 'en')
      toasts.show({ text: `${words.title}. ${words.action}`, tone: 'bad' })
      return false
    }
  }

  return async ({ text, remove, restore }) => {
    if (!(await attempt(remove))) return false
    toasts.show({ text, actionLabel: t('common.undo'), action: () => void attempt(restore) })
    return true
  }
}
