/** @file Handlers of diagnoses, and of looks at a model before a study. */
import type { diagnosisInvokes } from '../../../shared/contract/invokes/diagnosis'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function diagnosisHandlers({
  diagnosis,
  probes,
}: Services): HandlersOf<keyof typeof diagnosisInvokes> {
  return {
    'diagnosis:trial': ({ id }) => diagnosis.trial(id),
    'diagnosis:study': ({ id }) => diagnosis.study(id),
    'diagnosis:applyRemedy': (chosen) => diagnosis.applyRemedy(chosen),
    'diagnosis:setRecording': ({ id, isOn }) => diagnosis.setRecording(id, isOn),
    'probe:rates': (asked) => probes.rates(asked),
    'probe:batches': (asked) => probes.batches(asked),
  }
}
