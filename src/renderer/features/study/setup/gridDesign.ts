import type { Design } from '@shared/domain/design'
import type { Domain } from '@shared/domain/searchSpace'

/**
 * The design whose finite space is the grid: every range becomes as many choices as the grid tries on it, both ends among
 * them. Checking it tells the size of the grid with all its conditions.
 */
export function gridDesign(design: Design, pointsPerRange: number): Design {
  const search = Object.entries(design.search).map(([path, domain]): [string, Domain] => [
    path,
    { kind: 'choice', values: gridValues(domain, pointsPerRange) },
  ])
  return { ...design, search: Object.fromEntries(search) }
}

function gridValues(domain: Domain, points: number) {
  if (domain.kind === 'choice') return [...domain.values]
  const count =
    domain.step === undefined ? points : Math.floor((domain.high - domain.low) / domain.step + 1e-9) + 1
  if (domain.step !== undefined && count <= points)
    return Array.from({ length: count }, (_, index) => domain.low + index * (domain.step ?? 1))
  const spread = Array.from({ length: points }, (_, index) => between(domain, index / (points - 1)))
  return domain.kind === 'integer' ? [...new Set(spread.map(Math.round))] : [...new Set(spread)]
}

function between(domain: Exclude<Domain, { kind: 'choice' }>, share: number): number {
  const { low, high, scale } = domain
  if (share === 1) return high
  return scale === 'log' ? low * (high / low) ** share : low + (high - low) * share
}
