import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useApi } from '@renderer/api'
import type { Design } from '@shared/domain/design'
import type { DatasetVersionId } from '@shared/domain/ids'
import type { ModelCheck } from '@shared/domain/modelCheck'
import { toAppError, type AppError } from '@shared/errors/appError'

const CHECK_AFTER_MS = 200

/** What the compiler says of a design, a moment after every change; the last word stays until the next one comes. */
export function useModelCheck(design: Ref<Design | undefined>, versionId: Ref<DatasetVersionId | undefined>) {
  const api = useApi()
  const check = shallowRef<ModelCheck>()
  const error = shallowRef<AppError>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  async function ask(): Promise<void> {
    if (design.value === undefined || versionId.value === undefined) return
    const turn = ++latest
    try {
      const answer = await api.invoke('model:check', {
        design: design.value,
        datasetVersionId: versionId.value,
      })
      if (turn !== latest) return
      check.value = answer
      error.value = undefined
    } catch (thrown) {
      if (turn === latest) error.value = toAppError(thrown)
    }
  }

  watch(
    [design, versionId],
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), check.value === undefined ? 0 : CHECK_AFTER_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return { check, error }
}
