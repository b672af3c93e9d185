/** @file Handlers of long work. */
import type { jobInvokes } from '../../../shared/contract/invokes/job'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function jobHandlers({ jobs }: Services): HandlersOf<keyof typeof jobInvokes> {
  return {
    'job:cancel': ({ ticket }) => {
      jobs.cancel(ticket)
    },
  }
}
