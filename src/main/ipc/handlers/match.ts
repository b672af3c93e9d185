/** @file Handlers of rows that are compared with each other. */
import type { matchInvokes } from '../../../shared/contract/invokes/match'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function matchHandlers({ matching }: Services): HandlersOf<keyof typeof matchInvokes> {
  return {
    'match:report': ({ trialId, ticket }) => matching.report(trialId, ticket),
    'match:fields': ({ trialId }) => matching.fields(trialId),
    'match:find': (asked) => matching.find(asked),
  }
}
