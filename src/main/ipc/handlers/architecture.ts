/** @file Handlers of models made of what a study found. */
import type { architectureInvokes } from '../../../shared/contract/invokes/architecture'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function architectureHandlers({ models }: Services): HandlersOf<keyof typeof architectureInvokes> {
  return { 'model:fromTrial': (wanted) => models.fromTrial(wanted) }
}
