import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { Design } from '../../../shared/domain/design'
import type { Recipe } from '../../../shared/domain/recipe'
import type { SpaceChange, SpaceStep } from '../../../shared/domain/search/spaceHistory'
import type { SpaceVersion } from '../../../shared/domain/search/spaceVersion'
import { holderOfStep } from '../../../shared/domain/settingCatalogue'
import type { Domain, SearchSpace } from '../../../shared/domain/searchSpace'
import { isTraining, type Study, type StudyPlan } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { compileConstraints, nearestValue } from '../../search'
import type { TrialRow } from '../../../shared/domain/trial'

/** What is searched, of a version or of a design. */
export type Searched = Pick<SpaceVersion, 'search' | 'coupled' | 'constraints'>

/** @returns all versions of a study, that it was made with as the first. */
export function versionsOf(study: Study, stored: readonly SpaceVersion[]): readonly SpaceVersion[] {
  if (stored.length > 0) return stored
  return [{ ...searchedBy(study.plan), version: 1, createdAt: study.createdAt }]
}

export function searchedBy(plan: StudyPlan): Searched {
  if (isTraining(plan)) return onlySearch(plan.design)
  const { parameters, constraints } = plan.space
  const search = Object.fromEntries(parameters.map(({ name, domain }) => [name, domain]))
  return onlySearch({ search, constraints })
}

function onlySearch({ search, coupled, constraints }: Searched): Searched {
  return { search, ...(coupled ? { coupled } : {}), ...(constraints ? { constraints } : {}) }
}

/** @returns the design with nothing searched but this. */
export function withSearch(design: Design, searched: Searched): Design {
  const { search: _search, coupled: _coupled, constraints: _constraints, ...fixed } = design
  return { ...fixed, ...onlySearch(searched) }
}

/**
 * @returns the space with these domains; a program is given all of its parameters, so those that are not named stay as they are
 * @throws {space/invalid} {space/constraint-syntax} {space/constraint-name} {space/constraint-type}
 */
export function withDomains(
  { parameters, constraints: _constraints, ...rest }: SearchSpace,
  { search, constraints }: Searched,
): SearchSpace {
  const unknown = Object.keys(search).find((name) => parameters.every((parameter) => parameter.name !== name))
  if (unknown !== undefined) throw new AppError('space/invalid', { parameter: unknown })
  const changed = parameters.map((parameter) => {
    const domain = search[parameter.name] ?? parameter.domain
    if (!isSearchable(domain)) throw new AppError('space/invalid', { parameter: parameter.name })
    return { ...parameter, domain, default: nearestValue(domain, parameter.default) }
  })
  const space = { ...rest, parameters: changed, ...(constraints ? { constraints } : {}) }
  compileConstraints(space)
  return space
}

function isSearchable(domain: Domain): boolean {
  if (domain.kind === 'choice') return new Set(domain.values).size === domain.values.length
  return domain.low <= domain.high && (domain.scale === 'linear' || domain.low > 0)
}

/** @returns the design with the steps of the data's recipe of which settings are searched now. */
export function withSteps(design: Design, recipe: Recipe): Design {
  const { data = [], search } = design
  const missing = recipe.filter(
    (step) =>
      data.every(({ id }) => id !== step.id) &&
      Object.keys(search).some((path) => path.startsWith(`${holderOfStep(step)}.`)),
  )
  return missing.length === 0 ? design : { ...design, data: [...data, ...missing] }
}

/** @param versions ascending */
export function toSpaceSteps(versions: readonly SpaceVersion[], rows: readonly TrialRow[]): SpaceStep[] {
  return versions.map((version, index) => {
    const before = versions[index - 1]
    return {
      ...version,
      changes: before === undefined ? [] : changesBetween(before, version),
      trials: rows.filter(({ spaceVersion }) => spaceVersion === version.version).length,
      isCurrent: index === versions.length - 1,
    }
  })
}

export function changesBetween(before: Searched, after: Searched): SpaceChange[] {
  const paths = [...new Set([...Object.keys(before.search), ...Object.keys(after.search)])]
  const domains = paths
    .map((path) => ({ path, before: before.search[path] ?? null, after: after.search[path] ?? null }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after))
    .map((change): SpaceChange => ({ kind: 'domain', ...change }))
  const constraints = difference(before.constraints ?? [], after.constraints ?? [])
  const coupled = difference(before.coupled ?? [], after.coupled ?? [])
  return [
    ...domains,
    ...(constraints === null ? [] : [{ kind: 'constraints' as const, ...constraints }]),
    ...(coupled === null ? [] : [{ kind: 'coupled' as const, ...coupled }]),
  ]
}

function difference<T>(before: readonly T[], after: readonly T[]): { added: T[]; removed: T[] } | null {
  const keys = (items: readonly T[]) => new Set(items.map((item) => canonicalJson(item)))
  const [had, has] = [keys(before), keys(after)]
  const added = after.filter((item) => !had.has(canonicalJson(item)))
  const removed = before.filter((item) => !has.has(canonicalJson(item)))
  return added.length + removed.length === 0 ? null : { added, removed }
}
