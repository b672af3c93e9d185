/** @file Where the boxes of each layer stand from left to right: near the mean of what they are linked with, and apart. */
import type { Link, Slot } from './slot'

const GAP = 28
const SWEEPS = 8

/** @returns the center of every slot. */
export function placeAcross(
  ranks: readonly (readonly Slot[])[],
  links: readonly Link[],
): Map<string, number> {
  const centers = new Map<string, number>()
  for (const rank of ranks)
    spread(
      rank,
      rank.map(() => 0),
      centers,
    )
  const neighbours = new Map<string, string[]>()
  const add = (one: string, other: string): void => {
    neighbours.set(one, [...(neighbours.get(one) ?? []), other])
  }
  for (const { from, to } of links) {
    add(from, to)
    add(to, from)
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const rank of sweep % 2 === 0 ? ranks : ranks.toReversed()) {
      const wanted = rank.map(({ id }) => {
        const found = (neighbours.get(id) ?? []).map((other) => centers.get(other) ?? 0)
        return found.length === 0
          ? (centers.get(id) ?? 0)
          : found.reduce((sum, place) => sum + place, 0) / found.length
      })
      spread(rank, wanted, centers)
    }
  }
  return centers
}

/** As near to what is wanted as their widths allow: first from the left, then moved so that the mean is what is wanted. */
function spread(rank: readonly Slot[], wanted: readonly number[], centers: Map<string, number>): void {
  let edge = Number.NEGATIVE_INFINITY
  const placed = rank.map((slot, index) => {
    const center = Math.max(wanted[index] ?? 0, edge + slot.width / 2)
    edge = center + slot.width / 2 + GAP
    return center
  })
  const shift = meanOf(wanted) - meanOf(placed)
  for (const [index, { id }] of rank.entries()) centers.set(id, (placed[index] ?? 0) + shift)
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
