import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Channel, InvokeInput, InvokeOutput } from '@shared/contract/invokes'
import type { Ticket } from '@shared/contract/jobs'
import { toAppError, type AppError } from '@shared/errors/appError'
import { useApi } from '../api'
import { useEvent } from './useEvent'

/** Channels of long work: their input has a ticket. */
export type JobChannel = {
  [C in Channel]: InvokeInput<C> extends { ticket?: Ticket | undefined } ? C : never
}[Channel]

export interface JobState {
  readonly isBusy: Ref<boolean>
  /** 0 to 1; null while nobody knows. */
  readonly progress: Ref<number | null>
  /** Where the job counts, such as bytes: how many of how many; null while nobody knows. */
  readonly counts: Readonly<ShallowRef<{ readonly done: number; readonly total: number } | null>>
  /** Milliseconds to the end at the speed so far; null while nobody knows. */
  readonly remainingMs: Ref<number | null>
  readonly error: ShallowRef<AppError | undefined>
  readonly cancel: () => void
}

export interface UseJobReturn<C extends JobChannel> extends JobState {
  /** The last answer; it stays while a newer one is on its way. */
  readonly data: ShallowRef<InvokeOutput<C> | undefined>
  /** Begins anew; what went on before is called off. Answers undefined after an error or where it was called off. */
  readonly start: (input: Omit<InvokeInput<C>, 'ticket'>) => Promise<InvokeOutput<C> | undefined>
}

/** Long work that tells how far it is and can be called off; it ends with the component. */
export function useJob<C extends JobChannel>(channel: C): UseJobReturn<C> {
  const api = useApi()
  const data = shallowRef<InvokeOutput<C>>()
  const error = shallowRef<AppError>()
  const isBusy = ref(false)
  const progress = ref<number | null>(null)
  const counts = shallowRef<{ done: number; total: number } | null>(null)
  const remainingMs = ref<number | null>(null)
  let ticket: Ticket | undefined
  let startedAt = 0

  useEvent('job:progressed', (told) => {
    if (told.ticket !== ticket || told.total <= 0) return
    progress.value = told.done / told.total
    counts.value = told
    const spent = performance.now() - startedAt
    remainingMs.value = told.done > 0 ? (spent * (told.total - told.done)) / told.done : null
  })

  function cancel(): void {
    if (ticket === undefined) return
    void api.invoke('job:cancel', { ticket }).catch(() => undefined)
    end()
  }

  function end(): void {
    ticket = undefined
    isBusy.value = false
  }

  async function start(input: Omit<InvokeInput<C>, 'ticket'>): Promise<InvokeOutput<C> | undefined> {
    cancel()
    const own = crypto.randomUUID()
    ticket = own
    startedAt = performance.now()
    isBusy.value = true
    progress.value = null
    counts.value = null
    remainingMs.value = null
    error.value = undefined
    try {
      const answer = await api.invoke(channel, { ...input, ticket: own } as InvokeInput<C>)
      if (ticket === own) data.value = answer
      return ticket === own ? answer : undefined
    } catch (thrown) {
      const caught = toAppError(thrown)
      if (ticket === own && caught.kind !== 'cancelled') error.value = caught
      return undefined
    } finally {
      if (ticket === own) end()
    }
  }

  onScopeDispose(cancel)
  return { data, error, isBusy, progress, counts, remainingMs, start, cancel }
}
