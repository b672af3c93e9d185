/** @file Handlers of models: designs, templates and what the compiler says of them. */
import type { modelInvokes } from '../../../shared/contract/invokes/model'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function modelHandlers({ models }: Services): HandlersOf<keyof typeof modelInvokes> {
  return {
    'model:list': ({ projectId }) => models.list(projectId),
    'model:get': ({ id }) => models.get(id),
    'model:create': (request) => models.create(request),
    'model:save': (request) => models.save(request),
    'model:remove': ({ id }) => models.remove(id),
    'model:restore': ({ id }) => models.restore(id),
    'model:importKeras': (request) => models.importKeras(request),
    'model:exportKeras': (request) => models.exportKeras(request),
    'model:check': ({ design, datasetVersionId }) => models.check(design, datasetVersionId),
    'model:orthogonal': ({ design, levels }) => models.orthogonal(design, levels),
  }
}
