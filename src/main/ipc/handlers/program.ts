/** @file Handlers for studies of programs of the user's. */
import type { programInvokes } from '../../../shared/contract/invokes/program'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function programHandlers({ readWrittenSpace }: Services): HandlersOf<keyof typeof programInvokes> {
  return {
    'space:read': ({ json, gridPoints }) => readWrittenSpace(json, gridPoints),
  }
}
