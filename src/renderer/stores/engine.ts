import { defineStore } from 'pinia'
import { useJob } from '../composables/useJob'

/** An engine pack on its way in: it goes on while other pages are looked at. */
export const useEngineStore = defineStore('engine', () => ({ ...useJob('engine:install') }))
