/** @file Handlers of what is done with a study beyond starting it. */
import type { steeringInvokes } from '../../../shared/contract/invokes/steering'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function steeringHandlers({ steering }: Services): HandlersOf<keyof typeof steeringInvokes> {
  return {
    'study:setRules': ({ id, rules }) => steering.setRules(id, rules),
    'study:retryFailed': ({ id }) => steering.retryFailed(id),
    'study:fillMissing': ({ id }) => steering.fillMissing(id),
    'study:setSpace': ({ id, ...searched }) => steering.setSpace(id, searched),
    'study:spaces': ({ id }) => steering.spaces(id),
    'trial:add': ({ studyId, assignment }) => steering.addTrial(studyId, assignment),
    'trial:prune': ({ id }) => steering.pruneTrial(id),
  }
}
