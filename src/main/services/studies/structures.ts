import type { InputSpec } from '../../../shared/domain/modelInput'
import { ONE_THREAD } from '../../../shared/domain/device'
import type { Assignment } from '../../../shared/domain/searchSpace'
import type { TrialSpec } from '../../search'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import { isFasterTogether, splitFeatures, structureOf } from '../../compiler'
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
  /** Whether trials keep figures of their layers now: each is then trained by itself. @default never */
  readonly isRecording?: () => boolean
}

/** A structure is looked at once, however many trials have it. */
export function createStructures({
  study,
  version,
  placement,
  inputs,
  trialData,
  isRecording = () => false,
}: StructuresOptions): Structures {
  const isPlain =
    placement.engine === ONE_THREAD.engine &&
    placement.device === ONE_THREAD.device &&
    placement.threads === ONE_THREAD.threads
  const known = new Map<string, boolean>()
  const { output } = version
  const { task } = version.plan
  const gains = ({ model, training, inputs: read }: Trained): boolean =>
    isFasterTogether({ ...model, training, inputs: read, task, output })
  /** What is left to train where a part of the model was frozen; null where a backbone is trained. */
  const trained = ({ model, training }: TrialSpec): Trained | null => {
    if (model.backbones === undefined) return { model, training, inputs, features: '' }
    const split = splitFeatures({ ...model, training, inputs, task, output })
    if (split === null || split.rest.backbones !== undefined) return null
    const features = canonicalJson([split.extractor, model.backbones.map(({ weights }) => weights)])
    const others = inputs.map((input) => (input === split.input ? split.features : input))
    return { model: split.rest, training, inputs: others, features }
  }
  return {
    of(assignment) {
      const spec = trialSpec(study, assignment)
      // A run that makes pictures has them epoch by epoch for itself.
      if (!isPlain || isRecording() || spec.training.mode !== 'supervised') return null
      const data = trialData.plan(assignment)
      if (data === null || isAugmented(data)) return null
      const part = trained(spec)
      if (part === null) return null
      const structure = part.features + structureOf({ ...part.model, training: spec.training })
      const isWorth = known.get(structure) ?? gains(part)
      known.set(structure, isWorth)
      return isWorth ? `${data.name} ${structure}` : null
    },
  }
}

/** What of a model is trained, and on what. */
interface Trained extends Pick<TrialSpec, 'model' | 'training'> {
  readonly inputs: readonly InputSpec[]
  /** What stands still in front of it. */
  readonly features: string
}

/** Pictures that change from epoch to epoch change otherwise in every run. */
function isAugmented({ plan }: PlannedVariant): boolean {
  return plan.recipe.some(({ kind, isOff }) => kind === 'augment' && !isOff)
}
