import {
  computed,
  onScopeDispose,
  ref,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { Channel, InvokeInput, InvokeOutput } from '@shared/contract/invokes'
import { toAppError, type AppError } from '@shared/errors/appError'
import { useApi } from '../api'

export interface UseInvokeReturn<T> {
  /** The last answer; it stays while a newer one is on its way. */
  readonly data: ShallowRef<T | undefined>
  readonly error: ShallowRef<AppError | undefined>
  readonly isLoading: Ref<boolean>
  /** Asks again with the present input. */
  readonly reload: () => Promise<void>
}

/**
 * Asks the core whenever the input changes, and again after the core was restarted.
 * `null` as input: nothing is asked, and there is no answer. An answer that is overtaken by a newer question is dropped.
 */
export function useInvoke<C extends Channel>(
  channel: C,
  input: MaybeRefOrGetter<InvokeInput<C> | null>,
): UseInvokeReturn<InvokeOutput<C>> {
  const api = useApi()
  const data = shallowRef<InvokeOutput<C>>()
  const error = shallowRef<AppError>()
  const isLoading = ref(false)
  let latest = 0

  async function reload(): Promise<void> {
    const question = toValue(input)
    const turn = ++latest
    if (question === null) {
      data.value = undefined
      error.value = undefined
      isLoading.value = false
      return
    }
    isLoading.value = true
    try {
      const answer = await api.invoke(channel, question)
      if (turn !== latest) return
      data.value = answer
      error.value = undefined
    } catch (thrown) {
      if (turn === latest) error.value = toAppError(thrown)
    } finally {
      if (turn === latest) isLoading.value = false
    }
  }

  const key = computed(() => JSON.stringify(toValue(input) ?? null))
  watch(key, () => void reload(), { immediate: true })
  onScopeDispose(api.on('core:restarted', () => void reload()))
  return { data, error, isLoading, reload }
}

export interface UseActionReturn<A extends unknown[], T> {
  /** Runs unless it is running already; answers undefined after an error, which is then in `error`. */
  readonly run: (...args: A) => Promise<T | undefined>
  readonly isBusy: Ref<boolean>
  readonly error: ShallowRef<AppError | undefined>
}

/** Something the user sets going: busy while it runs, its error kept for an `ErrorNotice`. */
export function useAction<A extends unknown[], T>(action: (...args: A) => Promise<T>): UseActionReturn<A, T> {
  const isBusy = ref(false)
  const error = shallowRef<AppError>()
  async function run(...args: A): Promise<T | undefined> {
    if (isBusy.value) return undefined
    isBusy.value = true
    error.value = undefined
    try {
      return await action(...args)
    } catch (thrown) {
      const caught = toAppError(thrown)
      if (caught.kind !== 'cancelled') error.value = caught
      return undefined
    } finally {
      isBusy.value = false
    }
  }
  return { run, isBusy, error }
}
