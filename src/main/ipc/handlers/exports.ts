/** @file Handlers of trained models in the shapes that other programs read. */
import type { exportInvokes } from '../../../shared/contract/invokes/exports'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function exportHandlers({ exports }: Services): HandlersOf<keyof typeof exportInvokes> {
  return {
    'export:zip': ({ trialId, format }) => exports.zip(trialId, format),
    'export:files': ({ trialId, format }) => exports.files(trialId, format),
  }
}
