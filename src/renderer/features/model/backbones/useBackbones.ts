import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useApi } from '@renderer/api'
import { useEvent } from '@renderer/composables/useEvent'
import type { Backbone } from '@shared/domain/backbone'
import { toAppError, type AppError } from '@shared/errors/appError'

export interface UseBackbonesReturn {
  readonly backbones: ShallowRef<readonly Backbone[]>
  readonly isLoaded: Ref<boolean>
  readonly error: ShallowRef<AppError | undefined>
  readonly load: () => Promise<void>
}

/** The networks that models may begin with, always the present ones. */
export function useBackbones(): UseBackbonesReturn {
  const api = useApi()
  const backbones = shallowRef<readonly Backbone[]>([])
  const isLoaded = ref(false)
  const error = shallowRef<AppError>()

  async function load(): Promise<void> {
    try {
      backbones.value = await api.invoke('backbone:list', null)
      error.value = undefined
      isLoaded.value = true
    } catch (thrown) {
      error.value = toAppError(thrown)
    }
  }

  void load()
  useEvent('backbone:changed', () => void load())
  onScopeDispose(api.on('core:restarted', () => void load()))
  return { backbones, isLoaded, error, load }
}
