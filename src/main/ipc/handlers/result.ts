/** @file Handlers of results: the sealed test set, export and prediction. */
import type { resultInvokes } from '../../../shared/contract/invokes/result'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function resultHandlers({ results }: Services): HandlersOf<keyof typeof resultInvokes> {
  return {
    'test:get': ({ studyId }) => results.testReport(studyId),
    'test:open': ({ studyId, trialId }) => results.openTest(studyId, trialId),
    'export:onnx': ({ trialId }) => results.exportOnnx(trialId),
    'export:trials': ({ studyId }) => results.exportTrials(studyId),
    'predict:fields': ({ trialId }) => results.predictFields(trialId),
    'predict:rows': async ({ trialId, rows, artifactId }) =>
      (await results.predictRows(trialId, rows, artifactId)).answers,
    'predict:file': ({ trialId, fileId, artifactId }) => results.predictFile(trialId, fileId, artifactId),
  }
}
