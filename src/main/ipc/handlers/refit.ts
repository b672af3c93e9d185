/** @file Handler of training once more on all rows. */
import type { refitInvokes } from '../../../shared/contract/invokes/refit'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function refitHandlers({ refit }: Services): HandlersOf<keyof typeof refitInvokes> {
  return { 'study:refit': (request) => refit(request) }
}
