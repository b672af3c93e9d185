import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { InvokeOutput } from '@shared/contract/invokes'
import { DEFAULT_PREFERENCES, type Preferences } from '@shared/domain/preferences'
import { type ConnectionState, useConnection } from '../api'

/** What holds for the whole window: who we talk to, language, theme, connection. */
export const useAppStore = defineStore('app', () => {
  const { api, onConnection } = useConnection()
  const about = shallowRef<InvokeOutput<'app:about'>>()
  const preferences = shallowRef<Preferences>(DEFAULT_PREFERENCES)
  const connection = ref<ConnectionState>('open')
  const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
  const isSystemDark = ref(systemDark.matches)
  systemDark.addEventListener('change', (event) => {
    isSystemDark.value = event.matches
  })
  onConnection((state) => {
    connection.value = state
  })

  const theme = computed<'light' | 'dark'>(() => {
    if (preferences.value.theme !== 'system') return preferences.value.theme
    return isSystemDark.value ? 'dark' : 'light'
  })
  watch(theme, (value) => document.documentElement.setAttribute('data-theme', value), { immediate: true })

  /** Trials at the same time for a new study. */
  const parallel = computed(() => preferences.value.parallel ?? about.value?.cores ?? 1)

  async function load(): Promise<void> {
    const [aboutNow, preferencesNow] = await Promise.all([
      api.invoke('app:about', null),
      api.invoke('preferences:get', null),
    ])
    about.value = aboutNow
    preferences.value = preferencesNow
  }

  /** Applies at once and saves. */
  async function change(patch: Partial<Preferences>): Promise<void> {
    preferences.value = { ...preferences.value, ...patch }
    preferences.value = await api.invoke('preferences:set', patch)
  }

  return { about, preferences, connection, theme, parallel, load, change }
})
