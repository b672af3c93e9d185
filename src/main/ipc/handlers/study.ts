/** @file Handlers of studies and trials. */
import type { studyInvokes } from '../../../shared/contract/invokes/study'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function studyHandlers({
  studies,
  trials,
  analysis,
}: Services): HandlersOf<keyof typeof studyInvokes> {
  return {
    'study:list': ({ projectId }) => studies.list(projectId),
    'study:create': (request) => studies.create(request),
    'study:get': ({ id }) => studies.get(id),
    'study:rename': ({ id, name }) => studies.rename(id, name),
    'study:setBudget': ({ id, budget }) => studies.setBudget(id, budget),
    'study:start': ({ id }) => studies.start(id),
    'study:pause': ({ id }) => studies.pause(id),
    'study:stop': ({ id }) => studies.stop(id),
    'study:remove': ({ id }) => studies.remove(id),
    'study:restore': ({ id }) => studies.restore(id),
    'study:analyse': (request) => analysis.analyse(request.id, request.analysis),
    'trial:list': ({ studyId }) => trials.list(studyId),
    'trial:get': ({ id }) => trials.get(id),
    'trial:pictures': ({ id }) => trials.pictures(id),
    'trial:log': ({ id }) => trials.log(id),
    'trial:retry': ({ id }) => trials.retry(id),
  }
}
