import type { Design } from '@shared/domain/design'
import type { Assignment, Condition, Domain, ParameterValue } from '@shared/domain/searchSpace'
import { REPEAT_DEFAULTS } from '@shared/domain/modelSpec'
import { conditionOf, findSetting, splitPath } from '@shared/domain/settingCatalogue'
import { isTraining, type StudyPlan } from '@shared/domain/study'
import { copiedBy, type RepeatLayer } from '../../model/design/layerTree'
import { searchedPaths } from '../../model/design/searchedPaths'

/** A parameter that a trial by hand asks for. */
export interface ManualField {
  /** As in assignments: `hidden.units[2]`. */
  readonly name: string
  readonly path: string
  readonly copy: number | null
  readonly domain: Domain
  readonly fallback: ParameterValue
}

/** @returns the parameters that exist beside these values, in the order of the study; those that follow another are left out. */
export function manualFields(plan: StudyPlan, values: Assignment): ManualField[] {
  return isTraining(plan) ? designFields(plan.design, values) : commandFields(plan, values)
}

function commandFields(plan: Exclude<StudyPlan, { design: Design }>, values: Assignment): ManualField[] {
  const active = new Map<string, ParameterValue>()
  return plan.space.parameters.flatMap(({ name, domain, default: fallback, condition, follows }) => {
    if (condition !== null && !isFulfilled(condition, active.get(condition.parameter))) return []
    active.set(name, values[name] ?? fallback)
    return follows === undefined ? [{ name, path: name, copy: null, domain, fallback }] : []
  })
}

function isFulfilled(condition: Condition, value: ParameterValue | undefined): boolean {
  if (value === undefined) return false
  if (condition.test === 'oneOf') return condition.values.includes(value)
  return typeof value === 'number' && value >= condition.value
}

function designFields(design: Design, values: Assignment): ManualField[] {
  const following = followers(design)
  return searchedPaths(design).flatMap((path) => {
    const domain = design.search[path]
    const found = findSetting(design, path)
    if (domain === undefined || found === null || following.has(path)) return []
    return copiesOf(design, path, values)
      .filter((copy) => isInUse(design, path, { values, copy }))
      .map((copy) => ({ ...{ name: nameOf(path, copy), path, copy, domain }, fallback: found.value }))
  })
}

/** In every group the first one leads. */
function followers({ coupled = [], ...rest }: Design): Set<string> {
  const order = searchedPaths(rest)
  const leaderOf = (group: readonly string[]) => order.find((path) => group.includes(path))
  return new Set(coupled.flatMap((group) => group.filter((path) => path !== leaderOf(group))))
}

const nameOf = (path: string, copy: number | null) => (copy === null ? path : `${path}[${String(copy)}]`)

/** One for each copy of a layer whose repeats are searched each on its own; none where it stands no time. */
function copiesOf(design: Design, path: string, values: Assignment): (number | null)[] {
  const parent = copiedBy(design, path)
  if (parent === null) return [null]
  const times = timesOf(parent, values)
  const isPicked = (copy: number | null): boolean => isChosen(parent, splitPath(path)[0], { values, copy })
  if (parent.settings !== 'each') return times > 0 ? [null].filter(isPicked) : []
  return Array.from({ length: times }, (_, index) => index + 1).filter(isPicked)
}

/** Of alternatives only the one that is picked has settings. */
function isChosen(parent: RepeatLayer, id: string, { values, copy }: Beside): boolean {
  const place = parent.layers.findIndex((layer) => layer.id === id)
  if (place < 0 || parent.takes !== 'one') return true
  const pick = values[nameOf(`${parent.id}.pick`, copy)] ?? parent.pick ?? REPEAT_DEFAULTS.pick
  return Math.min(Number(pick), parent.layers.length) === place + 1
}

function timesOf({ id, times }: RepeatLayer, values: Assignment): number {
  const chosen = values[`${id}.times`]
  return typeof chosen === 'number' ? chosen : times
}

interface Beside {
  readonly values: Assignment
  readonly copy: number | null
}

function isInUse(design: Design, path: string, beside: Beside): boolean {
  const condition = conditionOf(design, path)
  if (condition === null) return true
  const parent = findSetting(design, condition.parent)?.value
  const value = beside.values[nameOf(condition.parent, beside.copy)] ?? parent
  return value !== undefined && condition.values.includes(value) && isInUse(design, condition.parent, beside)
}
