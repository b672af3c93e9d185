/** @file Handlers of models in use. */
import type { monitoringInvokes } from '../../../shared/contract/invokes/monitoring'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function monitoringHandlers({
  monitoring,
  results,
  serving,
}: Services): HandlersOf<keyof typeof monitoringInvokes> {
  return {
    'deployment:list': ({ projectId }) => monitoring.list(projectId),
    'deployment:get': ({ id }) => monitoring.get(id),
    'deployment:add': ({ trialId, name }) => monitoring.add(trialId, name),
    'deployment:set': ({ id, settings }) => monitoring.set(id, settings),
    'deployment:remove': async ({ id }) => {
      await serving.stop(id)
      monitoring.remove(id)
    },
    'deployment:restore': ({ id }) => {
      monitoring.restore(id)
    },
    'deployment:predict': async ({ id, rows, artifactId }) => {
      const answered = await results.predictRows(monitoring.get(id).trialId, rows, artifactId)
      await monitoring.log(id, answered)
      return answered.answers
    },
    'deployment:rows': ({ id, offset, limit }) => monitoring.rows(id, { offset, limit }),
    'deployment:clear': ({ id }) => {
      monitoring.clear(id)
    },
    'deployment:label': ({ id, fileId }) => monitoring.label(id, fileId),
    'deployment:performance': ({ id }) => monitoring.performance(id),
    'drift:measure': (subject) => monitoring.drift(subject),
    'drift:retrain': ({ trialId, fileId }) => monitoring.retrain(trialId, fileId),
  }
}
