import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { backbonePass } from '../../training'
import { placeOfNodes } from '../compute/usableEngine'
import { type RunSetup, trialSpec } from './studySetup'

/**
 * Trials of a study are trained in one place, but those whose rows pass nodes of ONNX at every step, as where pictures are changed
 * from epoch to epoch, need ONNX Runtime wherever the others are.
 * @param meta of the data of the trial
 */
export function inOwnPlace(setup: RunSetup, assignment: Assignment, meta: PreparedMeta): RunSetup {
  if (setup.placement.engine === 'onnx') return setup
  const { study, version } = setup
  const { model, training } = trialSpec(study, assignment)
  const trained = { model, training, task: version.plan.task, output: version.output }
  if (backbonePass(trained, meta)?.keepsNodes !== true) return setup
  const { engineFolder: _library, ...rest } = setup
  return { ...rest, ...placeOfNodes(setup) }
}
