/** @file Handlers of models that answer over HTTP. */
import type { servingInvokes } from '../../../shared/contract/invokes/serving'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function servingHandlers({ serving }: Services): HandlersOf<keyof typeof servingInvokes> {
  return {
    'serving:list': () => serving.list(),
    'serving:start': (settings) => serving.start(settings),
    'serving:stop': ({ id }) => serving.stop(id),
  }
}
