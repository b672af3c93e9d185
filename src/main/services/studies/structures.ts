import type { InputSpec } from '../../../shared/domain/modelInput'
import { ONE_THREAD } from '../../../shared/domain/device'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { trainingPlanOf } from '../../../shared/domain/study'
import type { TrialSpec } from '../../search'
import { isFasterTogether, structureOf } from '../../compiler'
import type { PlannedVariant } from '../data/variants'
import { type RunSetup, trialSpec } from './studySetup'
import type { TrialData } from './trialData'

/** Which trials one program can train at once. */
export interface Structures {
  /** @returns a text that is equal for trials that gain from being trained as one program; null for one that does not. */
  of(assignment: Assignment): string | null
}

export interface StructuresOptions extends Pick<RunSetup, 'study' | 'version' | 'placement'> {
  /** What the data of a trial holds that stands for all. */
  readonly inputs: readonly InputSpec[]
  readonly trialData: Pick<TrialData, 'plan'>
}

/** A structure is looked at once, however many trials have it. */
export function createStructures({
  study,
  version,
  placement,
  inputs,
  trialData,
}: StructuresOptions): Structures {
  const isPlain = placement.device === ONE_THREAD.device && placement.threads === ONE_THREAD.threads
  const isRecording = trainingPlanOf(study).recordLayers === true
  const known = new Map<string, boolean>()
  const gains = ({ model, training }: TrialSpec): boolean =>
    isFasterTogether({ ...model, training, inputs, task: version.plan.task, output: version.output })
  return {
    of(assignment) {
      const spec = trialSpec(study, assignment)
      // A run that makes pictures has them epoch by epoch for itself.
      if (!isPlain || isRecording || spec.training.mode !== 'supervised') return null
      const data = trialData.plan(assignment)
      if (data === null || isAugmented(data)) return null
      const structure = structureOf({ ...spec.model, training: spec.training })
      const isWorth = known.get(structure) ?? gains(spec)
      known.set(structure, isWorth)
      return isWorth ? `${data.name} ${structure}` : null
    },
  }
}

/** Pictures that change from epoch to epoch change otherwise in every run. */
function isAugmented({ plan }: PlannedVariant): boolean {
  return plan.recipe.some(({ kind, isOff }) => kind === 'augment' && !isOff)
}
