import type { Preferences } from '../../../shared/domain/preferences'
import type { ServiceContext } from '../context'

export interface PreferenceService {
  get(): Preferences
  /** Changes what is named and keeps the rest. */
  set(change: { readonly [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences
  /** Trials at the same time for a new study: the preference, else one a core. */
  parallel(): number
}

export function createPreferenceService({ store, cores }: ServiceContext): PreferenceService {
  return {
    get: () => store.preferences.get(),
    set(change) {
      const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const preferences: Preferences = { ...store.preferences.get(), ...named }
      store.preferences.set(preferences)
      return preferences
    },
    parallel: () => store.preferences.get().parallel ?? cores,
  }
}
