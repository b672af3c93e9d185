/** @file Handlers of what looks at a trained network from within. */
import type { studioInvokes } from '../../../shared/contract/invokes/studio'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function studioHandlers({ studio }: Services): HandlersOf<keyof typeof studioInvokes> {
  return {
    'trial:mapCodes': (request) => studio.mapCodes(request),
    'trial:reconstruct': (request) => studio.reconstruct(request),
    'trial:anomalies': (request) => studio.anomalies(request),
    'trial:generate': (request) => studio.generate(request),
  }
}
