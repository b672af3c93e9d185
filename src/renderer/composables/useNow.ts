import { onScopeDispose, ref, type Ref } from 'vue'

/** The time of day in milliseconds since 1970, renewed every `everyMs` while the component lives. */
export function useNow(everyMs = 10_000): Ref<number> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, everyMs)
  onScopeDispose(() => clearInterval(timer))
  return now
}
