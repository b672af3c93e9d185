import type { Design } from '../../../shared/domain/design'
import type { Remedy, RemedyWay } from '../../../shared/domain/diagnosis/finding'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { TRAINING_ID } from '../../../shared/domain/settingCatalogue'
import type { TrainingPlan } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { checkAssignment, deriveSpace, unrollNetworks } from '../../search'
import { fixedDesign } from '../models/fixedDesign'

type Changes = Extract<Remedy, { kind: 'settings' }>['changes']

/** @returns how a remedy makes the next trial: in its study where all of it is searched there, else in a study of its own. */
export function wayOf(plan: TrainingPlan, row: TrialRow, remedy: Remedy): RemedyWay {
  if (remedy.kind === 'data') return 'data'
  return remedy.kind === 'settings' && changedAssignment(plan.design, row, remedy.changes) !== null
    ? 'trial'
    : 'study'
}

/** @returns the settings of the trial with the changes; null where the study does not search them, or not that far. */
export function changedAssignment(design: Design, row: TrialRow, changes: Changes): Assignment | null {
  const chosen = { ...row.assignment, ...Object.fromEntries(changes.map(({ path, to }) => [path, to])) }
  const space = deriveSpace(design)
  return checkAssignment(space, chosen).problems.length === 0 ? chosen : null
}

/** @returns a plan of one trial: all settings are those of the trial, but for the remedy. */
export function planWithRemedy(plan: TrainingPlan, row: TrialRow, remedy: Remedy): TrainingPlan {
  const { furtherObjectives: _further, pruner: _pruner, stops: _stops, ...rest } = plan
  return {
    ...rest,
    design: withRemedy(
      fixedDesign(plan.design, row.assignment),
      remedy,
      originsOf(plan.design, row.assignment),
    ),
    sampler: { kind: 'random', seed: plan.sampler.seed },
    budget: { ...plan.budget, trials: 1, parallel: 1 },
  }
}

/** @param origins what each layer is called in the design that it was copied from */
function withRemedy(design: Design, remedy: Remedy, origins: ReadonlyMap<string, string>): Design {
  if (remedy.kind === 'insertLayer') {
    const place = design.layers.findIndex(({ id }) => id === remedy.before)
    return place < 0 ? design : { ...design, layers: design.layers.toSpliced(place, 0, remedy.layer) }
  }
  if (remedy.kind !== 'settings') return design
  return remedy.changes.reduce((changed: Design, { path, to }) => {
    const end = path.lastIndexOf('.')
    const [holder, name] = [path.slice(0, end), path.slice(end + 1)]
    if (holder === TRAINING_ID) return { ...changed, training: { ...changed.training, [name]: to } }
    const layers = changed.layers.map((layer) =>
      (origins.get(layer.id) ?? layer.id) === holder ? { ...layer, [name]: to } : layer,
    )
    return { ...changed, layers }
  }, design)
}

function originsOf(design: Design, assignment: Assignment): ReadonlyMap<string, string> {
  const layers = unrollNetworks(design, assignment).flat()
  return new Map(layers.map(({ spec, origins }) => [spec.id, origins.at(-1) ?? spec.id]))
}
