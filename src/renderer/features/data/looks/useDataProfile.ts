import { shallowRef, watchEffect, type MaybeRefOrGetter, toValue } from 'vue'
import { useInvoke } from '@renderer/composables/useInvoke'
import { rowsAlone, type LookSource } from './lookTabs'

interface Wish {
  readonly source: LookSource | null
  /** Whether somebody wants to see it: the look may take seconds. */
  readonly isWanted: boolean
}

/** The closer look at data, taken when it is first wanted; the last one stays while nobody looks, or a newer one is taken. */
export function useDataProfile(wish: MaybeRefOrGetter<Wish>) {
  const asked = shallowRef<LookSource | null>(null)
  watchEffect(() => {
    const { source, isWanted } = toValue(wish)
    if (source === null) return
    if (isWanted) asked.value = rowsAlone(source)
    else if (asked.value?.fileId !== source.fileId) asked.value = null
  })
  return useInvoke('import:profile', asked)
}

export type DataProfileAnswer = ReturnType<typeof useDataProfile>
