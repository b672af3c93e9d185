/** @file Which distances of a batch the triplet loss counts. */
import type { OpAttributes } from '../../ops/signatures'
import { tensor, type Tensor } from '../tensor'
import { rowsOf } from './common'

type Settings = OpAttributes<'tripletCounts'>

export function tripletCounts(
  [distances, alike, different]: readonly [Tensor, Tensor, Tensor],
  { margin, mining }: Settings,
): Tensor {
  const rows = rowsOf(distances)
  const counts = new Float64Array(rows * rows)
  for (let row = 0; row < rows; row++) {
    const line = distances.values.subarray(row * rows, (row + 1) * rows)
    const placesOf = (mask: Tensor): number[] =>
      [...line.keys()].filter((column) => (mask.values[row * rows + column] ?? 0) > 0.5)
    const [own, others] = [placesOf(alike), placesOf(different)]
    const anchors =
      mining === 'hard' ? own.filter((place) => place === pick(own, line, (a, b) => a > b)) : own
    for (const place of anchors) {
      const distance = line[place] ?? 0
      const rival = findRival(others, line, { mining, distance })
      if (rival === undefined || distance + margin - (line[rival] ?? 0) <= 0) continue
      counts[row * rows + place] = (counts[row * rows + place] ?? 0) + 1
      counts[row * rows + rival] = (counts[row * rows + rival] ?? 0) - 1
    }
  }
  return tensor(distances.shape, counts)
}

function findRival(
  others: readonly number[],
  line: Float64Array,
  { mining, distance }: { readonly mining: Settings['mining']; readonly distance: number },
): number | undefined {
  if (mining === 'hard') return pick(others, line, (a, b) => a < b)
  const further = others.filter((place) => (line[place] ?? 0) > distance)
  return pick(further, line, (a, b) => a < b) ?? pick(others, line, (a, b) => a > b)
}

/** The first of the best. */
function pick(
  places: readonly number[],
  line: Float64Array,
  isBetter: (a: number, b: number) => boolean,
): number | undefined {
  return places.reduce<number | undefined>(
    (best, place) => (best === undefined || isBetter(line[place] ?? 0, line[best] ?? 0) ? place : best),
    undefined,
  )
}
