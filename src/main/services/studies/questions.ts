import type { PriorTrial } from '../../../shared/domain/search/priorTrial'
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import { findSetting } from '../../../shared/domain/settingCatalogue'
import { isTraining, type StudyPlan } from '../../../shared/domain/study'
import {
  assignmentKey,
  compileConstraints,
  fitAssignment,
  type FixedValues,
  isScored,
  type ModelFigures,
  type PastTrial,
  type Question,
} from '../../search'
import { untried } from './asking/answerQuestions'
import { spaceOf } from './studySetup'

export interface QuestionsOptions {
  readonly plan: StudyPlan
  readonly priors: readonly PriorTrial[]
  /** What models cost; null while that cannot be said, and constraints on it hold. */
  readonly figures: ModelFigures | null
}

/** What the sampler of a study is asked. */
export class Questions {
  readonly #plan: StudyPlan
  readonly #space: SearchSpace
  readonly #fixed: FixedValues
  readonly #priors: readonly PastTrial[]
  readonly #needsModels: boolean
  readonly #isFeasible: (assignment: Assignment) => boolean
  /** By the assignment as it was tried; null for those that are no point of the space as it is now. */
  readonly #fits = new WeakMap<Assignment, Assignment | null>()

  constructor({ plan, priors, figures }: QuestionsOptions) {
    this.#plan = plan
    this.#space = spaceOf(plan)
    this.#fixed = fixedValuesOf(plan)
    this.#isFeasible = feasibility(this.#space, figures)
    this.#needsModels =
      figures !== null && compileConstraints(this.#space).some(({ needsModel }) => needsModel)
    this.#priors = this.#toPast(priors)
  }

  /** Whether what is allowed depends on what models cost. */
  get needsModels(): boolean {
    return this.#needsModels
  }

  /** @param trials all that were made, in order of number */
  ask(number: number, trials: readonly PastTrial[]): Question {
    const history = this.history(trials)
    const isSkipping = (this.#plan.duplicates ?? 'skip') === 'skip'
    const isUntried = untried(history, isSkipping)
    const isAllowed = (assignment: Assignment): boolean =>
      isUntried(assignment) && this.#isFeasible(assignment)
    return { number, history, isAllowed }
  }

  /**
   * What a sampler may learn from: trials that are points of the space as it is now, results of other studies with numbers below 1, and,
   * where trials are repeated, each repeat with the mean of all.
   */
  history(trials: readonly PastTrial[]): PastTrial[] {
    const own = trials.flatMap((trial) => {
      const assignment = this.#fit(trial.assignment)
      if (assignment === null) return []
      return assignment === trial.assignment ? [trial] : [{ ...trial, assignment }]
    })
    const all = [...this.#priors, ...own]
    return this.#plan.duplicates === 'repeat' ? withMeans(all) : all
  }

  #fit(tried: Assignment): Assignment | null {
    const known = this.#fits.get(tried)
    if (known !== undefined) return known
    const found = fitAssignment(this.#space, { assignment: tried, fixed: this.#fixed }, this.#fixed)
    const isSame = found.kind === 'fits' && assignmentKey(found.assignment) === assignmentKey(tried)
    const fit = found.kind === 'misfit' ? null : isSame ? tried : found.assignment
    this.#fits.set(tried, fit)
    return fit
  }

  /** Their one value says too little where there are several objectives. */
  #toPast(priors: readonly PriorTrial[]): PastTrial[] {
    const { objective, furtherObjectives = [] } = this.#plan
    if (furtherObjectives.length > 0) return []
    const sign = objective.direction === 'minimize' ? 1 : -1
    const fitting = priors.flatMap(({ assignment, value }) => {
      const fit = this.#fit(assignment)
      return fit === null ? [] : [{ assignment: fit, values: [sign * value] }]
    })
    return fitting.map((prior, index) => ({
      ...{ ...prior, number: index + 1 - fitting.length, state: 'complete' },
      ...{ curve: [], plannedSteps: 1, runs: [] },
    }))
  }
}

/** @returns the values that settings have where they do not vary, also of those that stand in several copies. */
export function fixedValuesOf(plan: StudyPlan): FixedValues {
  if (!isTraining(plan)) return () => null
  const { design } = plan
  return (name) => findSetting(design, name.replace(/\[\d+\]$/, ''))?.value ?? null
}

/** The sampler keeps to constraints on assignments by itself; only those on models are left. */
function feasibility(space: SearchSpace, figures: ModelFigures | null): (assignment: Assignment) => boolean {
  if (figures === null || space.constraints === undefined) return () => true
  const constraints = compileConstraints(space).filter(({ needsModel }) => needsModel)
  return (assignment) => constraints.every((constraint) => constraint.holds(assignment, figures))
}

function withMeans(trials: readonly PastTrial[]): PastTrial[] {
  const groups = new Map<string, (readonly number[])[]>()
  const isCounted = (trial: PastTrial) => trial.number > 0 && trial.state === 'complete' && isScored(trial)
  for (const trial of trials) {
    if (!isCounted(trial) || trial.values === null) continue
    const key = assignmentKey(trial.assignment)
    groups.set(key, [...(groups.get(key) ?? []), trial.values])
  }
  return trials.map((trial) => {
    const group = isCounted(trial) ? groups.get(assignmentKey(trial.assignment)) : undefined
    return group === undefined || group.length < 2 ? trial : { ...trial, values: meanOf(group) }
  })
}

function meanOf(group: readonly (readonly number[])[]): number[] {
  const [first = []] = group
  return first.map((_, index) => group.reduce((sum, values) => sum + (values[index] ?? 0), 0) / group.length)
}
