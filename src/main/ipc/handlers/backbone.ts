/** @file Handlers of backbones. */
import type { backboneInvokes } from '../../../shared/contract/invokes/backbone'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function backboneHandlers({ backbones }: Services): HandlersOf<keyof typeof backboneInvokes> {
  return {
    'backbone:list': () => backbones.list(),
    'backbone:import': (request) => backbones.import(request),
    'backbone:fromTrial': (request) => backbones.fromTrial(request),
    'backbone:change': (request) => backbones.change(request),
    'backbone:remove': ({ id }) => backbones.remove(id),
    'backbone:restore': ({ id }) => backbones.restore(id),
    'backbone:features': ({ studyId }) => backbones.features(studyId),
  }
}
