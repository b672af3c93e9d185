/** @file The order of boxes in each layer: by the mean place of what they are linked with, down and up a few times. */
import type { Link, Slot } from './slot'

const SWEEPS = 6

export function orderRanks(ranks: readonly (readonly Slot[])[], links: readonly Link[]): Slot[][] {
  const above = groupBy(links, 'to')
  const below = groupBy(links, 'from')
  let ordered = ranks.map((rank) => [...rank])
  let best = ordered
  let least = crossingsOf(ordered, links)
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
    const isDown = sweep % 2 === 0
    ordered = sweepOnce(ordered, isDown ? above : below, isDown)
    const crossings = crossingsOf(ordered, links)
    if (crossings < least) [best, least] = [ordered, crossings]
  }
  return best
}

/** Ids by the id at the other end. */
type Neighbours = ReadonlyMap<string, readonly string[]>

function groupBy(links: readonly Link[], end: 'from' | 'to'): Neighbours {
  const found = new Map<string, string[]>()
  for (const link of links) {
    const list = found.get(link[end]) ?? []
    list.push(end === 'to' ? link.from : link.to)
    found.set(link[end], list)
  }
  return found
}

function sweepOnce(ranks: readonly Slot[][], neighbours: Neighbours, isDown: boolean): Slot[][] {
  const result = ranks.map((rank) => [...rank])
  const places = new Map(result.flatMap((rank) => rank.map(({ id }, index) => [id, index] as const)))
  const indices = result.map((_, index) => index)
  for (const index of isDown ? indices : indices.reverse()) {
    const rank = result[index] ?? []
    const meanOf = ({ id }: Slot): number => {
      const found = (neighbours.get(id) ?? []).map((other) => places.get(other) ?? 0)
      return found.length === 0
        ? (places.get(id) ?? 0)
        : found.reduce((sum, place) => sum + place, 0) / found.length
    }
    const means = new Map(rank.map((slot) => [slot.id, meanOf(slot)]))
    // Sorting is stable: what has the same mean stays in its order.
    rank.sort((one, other) => (means.get(one.id) ?? 0) - (means.get(other.id) ?? 0))
    for (const [place, { id }] of rank.entries()) places.set(id, place)
  }
  return result
}

function crossingsOf(ranks: readonly (readonly Slot[])[], links: readonly Link[]): number {
  const places = new Map(
    ranks.flatMap((rank, index) => rank.map(({ id }, place) => [id, { index, place }] as const)),
  )
  const ends = links.map(({ from, to }) => ({
    rank: places.get(from)?.index,
    from: places.get(from)?.place ?? 0,
    to: places.get(to)?.place ?? 0,
  }))
  let crossings = 0
  for (const [at, one] of ends.entries()) {
    for (const other of ends.slice(at + 1)) {
      if (one.rank === other.rank && (one.from - other.from) * (one.to - other.to) < 0) crossings++
    }
  }
  return crossings
}
