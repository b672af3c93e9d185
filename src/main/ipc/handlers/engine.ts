/** @file Handlers of engines that do not come with Fettle. */
import type { engineInvokes } from '../../../shared/contract/invokes/engine'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function engineHandlers({ engines }: Services): HandlersOf<keyof typeof engineInvokes> {
  return {
    'engine:list': () => engines.list(),
    'engine:choose': ({ folder }) => engines.choose(folder),
    'engine:install': (request) => engines.install(request),
    'engine:remove': () => engines.remove(),
  }
}
