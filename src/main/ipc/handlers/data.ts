/** @file Handlers of data: reading a file, deciding about it, and what has been imported. */
import type { dataInvokes } from '../../../shared/contract/invokes/data'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function dataHandlers({ datasets }: Services): HandlersOf<keyof typeof dataInvokes> {
  return {
    'import:propose': ({ fileId, dialect }) => datasets.propose(fileId, dialect),
    'import:review': ({ fileId, plan }) => datasets.review(fileId, plan),
    'import:commit': (request) => datasets.commit(request),
    'dataset:list': ({ projectId }) => datasets.list(projectId),
    'dataset:get': ({ id }) => datasets.get(id),
    'dataset:version': ({ id }) => datasets.version(id),
    'dataset:rows': (request) => datasets.rows(request),
    'dataset:rejected': ({ id }) => datasets.rejected(id),
    'dataset:remove': ({ id }) => datasets.remove(id),
    'dataset:restore': ({ id }) => datasets.restore(id),
  }
}
