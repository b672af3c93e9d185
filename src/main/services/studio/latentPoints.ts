import type { LatentWay } from '../../../shared/domain/studio'
import { MOST_MADE } from '../../../shared/domain/studio'
import { createRandom } from '../../../shared/util/random'

/** @returns the points of a way, each of `size` numbers. */
export function latentPoints(way: LatentWay, size: number): number[][] {
  return way.kind === 'points' ? betweenPoints(way, size) : alongAxis(way, size)
}

function randomPoint(seed: number, size: number): number[] {
  const random = createRandom(seed)
  return Array.from({ length: size }, () => random.normal())
}

function betweenPoints({ seeds, steps }: Extract<LatentWay, { kind: 'points' }>, size: number): number[][] {
  const points = seeds.map((seed) => randomPoint(seed, size))
  const way = points.flatMap((from, index) => {
    const to = points[index + 1]
    if (to === undefined) return [from]
    return Array.from({ length: steps }, (_, step) => between(from, to, step / steps))
  })
  return way.slice(0, MOST_MADE)
}

/** Along the great circle: `sin((1 − t)ω)/sin ω · a + sin(tω)/sin ω · b`, with ω the angle between both (Shoemake 1985). */
function between(from: readonly number[], to: readonly number[], share: number): number[] {
  const dot = (left: readonly number[], right: readonly number[]): number =>
    left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
  const cosine = dot(from, to) / Math.sqrt(dot(from, from) * dot(to, to) || 1)
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)))
  const sine = Math.sin(angle)
  const [a, b] =
    sine < 1e-6 ? [1 - share, share] : [Math.sin((1 - share) * angle) / sine, Math.sin(share * angle) / sine]
  return from.map((value, index) => a * value + b * (to[index] ?? 0))
}

function alongAxis(
  { seed, axis, reach, steps }: Extract<LatentWay, { kind: 'axis' }>,
  size: number,
): number[][] {
  const middle = randomPoint(seed, size)
  return Array.from({ length: steps }, (_, step) => {
    const at = steps === 1 ? 0 : -reach + (2 * reach * step) / (steps - 1)
    return middle.map((value, index) => (index === axis % size ? at : value))
  })
}
