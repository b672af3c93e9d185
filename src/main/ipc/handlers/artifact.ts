/** @file Handlers of smaller models made of trained ones. */
import type { artifactInvokes } from '../../../shared/contract/invokes/artifact'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function artifactHandlers({ compression }: Services): HandlersOf<keyof typeof artifactInvokes> {
  return {
    'artifact:list': ({ trialId }) => compression.list(trialId),
    'artifact:compress': (wanted) => compression.compress(wanted),
    'artifact:export': ({ id }) => compression.export(id),
    'artifact:remove': ({ id }) => {
      compression.remove(id)
      return null
    },
    'artifact:restore': ({ id }) => {
      compression.restore(id)
      return null
    },
  }
}
