/** @file Handlers of what studies learn from each other and tell others. */
import type { experienceInvokes } from '../../../shared/contract/invokes/experience'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function experienceHandlers({ experience }: Services): HandlersOf<keyof typeof experienceInvokes> {
  return {
    'study:suggestSpace': ({ id }) => experience.suggestSpace(id),
    'study:warmStart': ({ id, source }) => experience.warmStart(id, source),
    'study:priors': ({ id }) => experience.priors(id),
    'study:removePriors': ({ id }) => experience.removePriors(id),
    'study:importOptuna': (request) => experience.importOptuna(request),
    'study:exportOptuna': ({ id }) => experience.exportOptuna(id),
  }
}
