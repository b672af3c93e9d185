import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/**
 * A value that is followed once it has not changed for a while.
 * @param delayMs asked at every change; 0 follows at once
 */
export function useSettled<T>(source: Readonly<Ref<T>>, delayMs: () => number): Readonly<Ref<T>> {
  const settled = shallowRef(source.value)
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(source, (value) => {
    clearTimeout(timer)
    const wait = delayMs()
    if (wait === 0) settled.value = value
    else timer = setTimeout(() => (settled.value = source.value), wait)
  })
  onScopeDispose(() => clearTimeout(timer))
  return settled
}
