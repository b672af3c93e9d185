import { computed, type ShallowRef, type WritableComputedRef } from 'vue'
import type { Preferences } from '@shared/domain/preferences'
import type { AppError } from '@shared/errors/appError'
import { useAction } from '@renderer/composables/useInvoke'
import { useAppStore } from '@renderer/stores'

export interface UsePreferencesReturn {
  /** A preference to read and to write; it is saved at once. */
  readonly preference: <K extends keyof Preferences>(key: K) => WritableComputedRef<Preferences[K]>
  readonly error: ShallowRef<AppError | undefined>
}

export function usePreferences(): UsePreferencesReturn {
  const app = useAppStore()
  const saving = useAction((patch: Partial<Preferences>) => app.change(patch))
  return {
    preference: (key) =>
      computed({
        get: () => app.preferences[key],
        set: (value) => void saving.run({ [key]: value }),
      }),
    error: saving.error,
  }
}
