import { onScopeDispose } from 'vue'
import type { EventName, EventPayload } from '@shared/contract/events'
import { useApi } from '../api'

/** Listens to an event of the core as long as the component lives. */
export function useEvent<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): void {
  onScopeDispose(useApi().on(event, listener))
}
