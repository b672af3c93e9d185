import type { MisfitCause, PriorMisfit, PriorReport } from '../../../shared/domain/search/priorReport'
import type { PriorSource, PriorTrial } from '../../../shared/domain/search/priorTrial'
import type { Assignment, Domain, ParameterValue, SearchSpace } from '../../../shared/domain/searchSpace'
import { TRAINING_ID } from '../../../shared/domain/settingCatalogue'
import type { StudyPlan } from '../../../shared/domain/study'
import { hasFront } from '../../../shared/domain/trialFront'
import {
  assignmentKey,
  compileConstraints,
  containsValue,
  fitAssignment,
  type FixedValues,
} from '../../search'
import { fixedValuesOf } from './questions'
import { spaceOf } from './studySetup'

/** A trial of elsewhere. */
export interface Result {
  readonly isFinished: boolean
  readonly assignment: Readonly<Record<string, ParameterValue>>
  readonly value: number | null
}

export interface Results {
  readonly source: PriorSource
  readonly results: readonly Result[]
  /** Values of what did not vary there. */
  readonly fixed: FixedValues
  /** Whether they were judged by the same metric, in the same direction, as far as that is known. */
  readonly isSameObjective: boolean
  /** Names under which values were looked for in vain in a table; null where some have one. */
  readonly lacksColumn?: readonly string[] | null
}

export interface FittedPriors {
  readonly priors: readonly PriorTrial[]
  readonly report: PriorReport
}

type Misfit = Pick<PriorMisfit, 'cause' | 'subject' | 'example'>

/** Parameters are the same where they have the same name; `learningRate` will do for `training.learningRate`. */
export function fitPriors(plan: StudyPlan, known: readonly PriorTrial[], given: Results): FittedPriors {
  const { source, results } = given
  const target = createTarget(plan, given)
  const seen = new Set(known.map(keyOf))
  const priors: PriorTrial[] = []
  const misfits = new Map<string, PriorMisfit>()
  for (const result of results) {
    const fitted = target(result)
    const prior = 'cause' in fitted ? null : { ...fitted, source }
    const misfit = prior === null ? fitted : seen.has(keyOf(prior)) ? misfitBy('known') : null
    if (misfit !== null && 'cause' in misfit) {
      const key = `${misfit.cause} ${misfit.subject ?? ''}`
      misfits.set(key, { ...misfit, ...misfits.get(key), rows: (misfits.get(key)?.rows ?? 0) + 1 })
    } else if (prior !== null) {
      seen.add(keyOf(prior))
      priors.push(prior)
    }
  }
  const sorted = [...misfits.values()].sort((left, right) => right.rows - left.rows)
  return { priors, report: { source, rows: results.length, fitting: priors.length, misfits: sorted } }
}

type Fitted = Pick<PriorTrial, 'assignment' | 'value'> | Misfit

/** One value says too little where there are several objectives. */
function createTarget(
  plan: StudyPlan,
  { fixed, isSameObjective, lacksColumn }: Results,
): (result: Result) => Fitted {
  const space = spaceOf(plan)
  const own = fixedValuesOf(plan)
  const constraints = compileConstraints(space)
  const named = createNaming(space)
  const isFront = hasFront(plan)
  return ({ isFinished, assignment: tried, value }) => {
    if (!isFinished) return misfitBy('unfinished')
    if (isFront) return misfitBy('several')
    if (!isSameObjective) return misfitBy('objective')
    if (lacksColumn) return misfitBy('noColumn', lacksColumn.join(', '))
    if (value === null || !Number.isFinite(value)) return misfitBy('noValue')
    const fit = fitAssignment(space, { assignment: named(tried), fixed }, own)
    if (fit.kind === 'misfit')
      return { cause: fit.cause, subject: fit.subject, example: fit.value === null ? '' : String(fit.value) }
    const { assignment } = fit
    const broken = constraints.find((constraint) => !constraint.holds(assignment))
    return broken === undefined ? { assignment, value } : misfitBy('constraint', broken.text)
  }
}

function misfitBy(cause: MisfitCause, subject: string | null = null): Misfit {
  return { cause, subject, example: '' }
}

function keyOf({ assignment, value }: Pick<PriorTrial, 'assignment' | 'value'>): string {
  return `${assignmentKey(assignment)} ${value}`
}

/** Values get the type of their domain; what is no parameter keeps name and value. */
function createNaming({ parameters }: SearchSpace): (tried: Result['assignment']) => Assignment {
  const domains = new Map(parameters.map(({ name, domain }) => [name, domain]))
  const aliases = aliasesOf([...domains.keys()])
  return (tried) => {
    const nameOf = (name: string): string => {
      const own = domains.has(name) ? undefined : aliases.get(essenceOf(name))
      return own === undefined || own in tried ? name : own
    }
    return Object.fromEntries(
      Object.entries(tried).map(([given, value]) => {
        const name = nameOf(given)
        const domain = domains.get(name)
        return [name, domain === undefined ? value : typed(domain, value)]
      }),
    )
  }
}

/** What else a parameter may be called: without the place where it stands, if that says which one is meant. */
function aliasesOf(names: readonly string[]): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>()
  const last = (name: string): string => essenceOf(name.split('.').at(-1) ?? name)
  const ofTraining = names.filter((name) => name.startsWith(`${TRAINING_ID}.`))
  const alone = names.filter((name) => !names.some((other) => other !== name && last(other) === last(name)))
  for (const name of [...alone, ...ofTraining]) aliases.set(last(name), name)
  for (const name of names) aliases.set(essenceOf(name), name)
  const rate = aliases.get(essenceOf('learningRate'))
  if (rate !== undefined && !aliases.has('lr')) aliases.set('lr', rate)
  return aliases
}

/** `learning_rate`, `Learning rate` and `learningRate` are one name. */
function essenceOf(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '')
}

/** `"64"` is 64 in a range, `"True"` true among choices that have it. */
function typed(domain: Domain, value: ParameterValue): ParameterValue {
  if (containsValue(domain, value)) return value
  if (domain.kind !== 'choice') return typeof value === 'string' && value !== '' ? Number(value) : value
  const text = String(value).toLowerCase()
  const isSame = (choice: ParameterValue): boolean =>
    String(choice).toLowerCase() === text || (typeof choice === 'number' && Number(value) === choice)
  return domain.values.find(isSame) ?? value
}
