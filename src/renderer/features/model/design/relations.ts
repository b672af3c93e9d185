import type { Design } from '@shared/domain/design'
import type { Domain, ParameterValue } from '@shared/domain/searchSpace'
import { copiedBy } from './layerTree'
import { searchedPaths } from './searchedPaths'

export type CoupledGroup = NonNullable<Design['coupled']>[number]

/** What a model costs, as constraints call it. */
const MODEL_NAMES = ['model.weights', 'model.megabytes']

export function setCoupled(design: Design, groups: readonly CoupledGroup[]): Design {
  const { coupled: _before, ...rest } = design
  return groups.length === 0 ? rest : { ...rest, coupled: groups.map((group) => [...group]) }
}

export function setConstraints(design: Design, constraints: readonly string[]): Design {
  const { constraints: _before, ...rest } = design
  return constraints.length === 0 ? rest : { ...rest, constraints: [...constraints] }
}

/** @returns the design without couplings of what does not vary any more; one setting alone is not coupled. */
export function pruneCoupled(design: Design): Design {
  const groups = design.coupled ?? []
  const kept = groups
    .map((group) => group.filter((path) => path in design.search))
    .filter((group) => group.length > 1)
  const isSame =
    kept.length === groups.length && kept.every((group, at) => group.length === groups[at]?.length)
  return isSame ? design : setCoupled(design, kept)
}

/** The values that a domain consists of, in order; null for a range without end. */
export function listValues(domain: Domain): readonly ParameterValue[] | null {
  if (domain.kind === 'choice') return domain.values
  const { low, high, step } = domain
  if (step === undefined || (domain.scale === 'log' && domain.kind === 'float')) return null
  const count = Math.floor((high - low) / step + 1e-9) + 1
  return Array.from({ length: Math.max(count, 0) }, (_, index) =>
    Number((low + index * step).toPrecision(12)),
  )
}

/** More values than these are a range rather than a list that is gone through side by side. */
const MOST_COUPLED = 50

/** What could vary together: settings of equally many values that are in no group yet, the numbers of values with them. */
export function couplable(design: Design): { readonly path: string; readonly count: number }[] {
  const taken = new Set((design.coupled ?? []).flat())
  return searchedPaths(design).flatMap((path) => {
    const domain = design.search[path]
    const count = domain === undefined ? undefined : listValues(domain)?.length
    return taken.has(path) || count === undefined || count < 2 || count > MOST_COUPLED
      ? []
      : [{ path, count }]
  })
}

/** The values of a group side by side: those of each place together. */
export function coupledValues(design: Design, group: CoupledGroup): readonly (readonly ParameterValue[])[] {
  const lists = group.map((path) => {
    const domain = design.search[path]
    return domain === undefined ? [] : (listValues(domain) ?? [])
  })
  return (lists[0] ?? []).map((_, at) =>
    lists.flatMap((list) => {
      const value = list[at]
      return value === undefined ? [] : [value]
    }),
  )
}

/** The names that a constraint may use; of layers whose repeats are searched each on its own, that of the first. */
export function constraintNames(design: Design): string[] {
  const own = searchedPaths(design).map((path) =>
    copiedBy(design, path)?.settings === 'each' ? `${path}[1]` : path,
  )
  return [...own, ...MODEL_NAMES]
}

/** An order that means something makes a list of values ordinal; without it the values are only different. */
export function withOrder(domain: Extract<Domain, { kind: 'choice' }>, isOrdered: boolean): Domain {
  const { isOrdered: _before, ...rest } = domain
  return isOrdered ? { ...rest, isOrdered } : rest
}
