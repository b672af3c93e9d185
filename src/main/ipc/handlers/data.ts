/** @file Handlers of data: reading a file, deciding about it, and what has been imported. */
import type { dataInvokes } from '../../../shared/contract/invokes/data'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function dataHandlers({
  datasets,
  dataViews,
  storage,
}: Services): HandlersOf<keyof typeof dataInvokes> {
  return {
    'import:propose': ({ fileId, dialect }) => datasets.propose(fileId, dialect),
    'import:review': ({ fileId, plan }) => datasets.review(fileId, plan),
    'import:commit': (request) => datasets.commit(request),
    'import:profile': (request) => dataViews.profile(request),
    'import:previewRecipe': (request) => dataViews.previewRecipe(request),
    'import:pictures': (request) => dataViews.pictures(request),
    'import:pictureSample': (request) => dataViews.pictureSample(request),
    'import:seenText': (request) => dataViews.seenText(request),
    'import:rejected': ({ fileId, plan }) => datasets.rejectedOfFile(fileId, plan),
    'dataset:versions': ({ id }) => datasets.versions(id),
    'dataset:compare': ({ before, after }) => datasets.compare(before, after),
    'dataset:reopen': ({ id }) => datasets.reopen(id),
    'dataset:storage': ({ id }) => storage.version(id),
    'dataset:openings': ({ id }) => datasets.openings(id),
    'dataset:list': ({ projectId }) => datasets.list(projectId),
    'dataset:get': ({ id }) => datasets.get(id),
    'dataset:version': ({ id }) => datasets.version(id),
    'dataset:rows': (request) => datasets.rows(request),
    'dataset:rejected': ({ id }) => datasets.rejected(id),
    'dataset:remove': ({ id }) => datasets.remove(id),
    'dataset:restore': ({ id }) => datasets.restore(id),
  }
}
