/** @file Handlers of samples. */
import type { sampleInvokes } from '../../../shared/contract/invokes/sample'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function sampleHandlers({ samples }: Services): HandlersOf<keyof typeof sampleInvokes> {
  return {
    'sample:list': () => samples.list(),
    'sample:ofProject': ({ projectId }) => samples.ofProject(projectId),
    'sample:open': (request) => samples.open(request),
  }
}
