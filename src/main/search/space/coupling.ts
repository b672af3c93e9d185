/** @file Settings of a design that vary together: who follows whom, and what keeps settings from being coupled. */
import type { Design } from '../../../shared/domain/design'
import type { Diagnostic } from '../../../shared/domain/modelCheck'
import type { Parameter } from '../../../shared/domain/searchSpace'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import { countValues } from './domains'

type Group = NonNullable<Design['coupled']>[number]

/** In every group the first parameter of the space leads; of layers that stand more than once, that of each copy. */
export function coupleParameters(design: Design, parameters: readonly Parameter[]): Parameter[] {
  const leaders = new Map<string, string>()
  for (const group of design.coupled ?? []) {
    if (findProblem(design, group, parameters) !== null) continue
    for (const [leader, ...others] of copiesOf(group, parameters)) {
      for (const { name } of others) if (leader) leaders.set(name, leader.name)
    }
  }
  return parameters.map((parameter) => {
    const follows = leaders.get(parameter.name)
    return follows === undefined ? parameter : { ...parameter, follows }
  })
}

/**
 * The details carry a `cause`: `notSearched`, `repeated` (in two places), `endless` (a range without steps), `otherCount`
 * (with `count` and `expected` values) or `otherCondition`, and `other`, the first setting of the group.
 */
export function findBadCouplings(design: Design, parameters: readonly Parameter[]): Diagnostic[] {
  return (design.coupled ?? []).flatMap((group) => findProblem(design, group, parameters) ?? [])
}

function findProblem(design: Design, group: Group, parameters: readonly Parameter[]): Diagnostic | null {
  const [other = ''] = group
  const refuse = (path: string, details: Diagnostic['details']): Diagnostic => ({
    ...{ code: 'space/invalid-coupling', path, details: { ...details, other } },
  })
  const all = (design.coupled ?? []).flat()
  const expected = countOf(design, other)
  for (const path of group) {
    const count = countOf(design, path)
    if (count === undefined) return refuse(path, { cause: 'notSearched' })
    if (all.indexOf(path) !== all.lastIndexOf(path)) return refuse(path, { cause: 'repeated' })
    if (count === null) return refuse(path, { cause: 'endless' })
    if (count !== expected) return refuse(path, { cause: 'otherCount', count, expected: expected ?? 0 })
  }
  const odd = group.find((path) => !isAlwaysBeside(path, group, parameters))
  return odd === undefined ? null : refuse(odd, { cause: 'otherCondition' })
}

/** Undefined where it is not searched. */
function countOf({ search }: Design, path: string): number | null | undefined {
  const domain = search[path]
  return domain === undefined ? undefined : countValues(domain)
}

function isAlwaysBeside(path: string, group: Group, parameters: readonly Parameter[]): boolean {
  return copiesOf(group, parameters).every((copy) => {
    const own = copy.find(({ name }) => pathOf(name) === path)
    const [first] = copy
    return own && first && canonicalJson(own.condition) === canonicalJson(first.condition)
  })
}

/** Parameters of one copy's settings, together. */
function copiesOf(group: Group, parameters: readonly Parameter[]): Parameter[][] {
  const copies = new Map<string, Parameter[]>()
  for (const parameter of parameters) {
    const path = pathOf(parameter.name)
    if (!group.includes(path)) continue
    const copy = parameter.name.slice(path.length)
    copies.set(copy, [...(copies.get(copy) ?? []), parameter])
  }
  return [...copies.values()]
}

/** `hidden.units` of `hidden.units[2]`. */
function pathOf(name: string): string {
  return name.replace(/\[\d+\]$/, '')
}
