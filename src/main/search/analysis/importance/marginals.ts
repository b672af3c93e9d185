/** @file What a tree says of every parameter alone: its prediction by place, all others averaged over the space. */
import type { Tree } from '../../forest'
import { type Box, overlap, type SpaceMeasure, wholeBox } from './spaceMeasure'

export interface TreeVariance {
  /** Of the tree's prediction over the space. */
  readonly total: number
  /** By axis: of its marginal where the parameter exists, times the probability that it does. */
  readonly parts: Float64Array
}

/** Prediction times probability, and probability, by stretch of an axis; written as differences between stretches. */
interface Profile {
  readonly edges: Float64Array
  readonly sums: Float64Array
  readonly masses: Float64Array
}

/**
 * Functional analysis of variance of one tree (Hutter, Hoos and Leyton-Brown 2014, algorithms 1 and 2). The paper's leaves are boxes of
 * equal worth all over; here the probability of a leaf is that of assignments drawn from the conditional space, and a parameter that does not always exist
 * is judged by its marginal where it does, weighted with how often that is.
 */
export function varianceOfTree(tree: Tree, measure: SpaceMeasure): TreeVariance {
  const profiles = createProfiles(tree, measure)
  let [first, second, whole] = [0, 0, 0]
  walkLeaves(tree, measure, (box, value) => {
    const probability = measure.measure(box)
    whole += probability
    first += probability * value
    second += probability * value ** 2
    for (const [index, profile] of profiles.entries()) addLeaf(measure, profile, { box, index, value })
  })
  const mean = first / whole
  return {
    total: Math.max(0, second / whole - mean ** 2),
    parts: Float64Array.from(profiles, varianceOfProfile),
  }
}

function createProfiles({ feature, threshold }: Tree, { axes }: SpaceMeasure): Profile[] {
  const edges = axes.map(({ cells }) => new Set(cells.flatMap(({ low, high }) => [low, high])))
  for (const [node, index] of feature.entries()) {
    const place = threshold[node] ?? 0
    if (index >= 0 && axes[index]?.axis.isOrdered && place > 0 && place < 1) edges[index]?.add(place)
  }
  return edges.map((places) => {
    const sorted = Float64Array.from(places).sort()
    return { edges: sorted, sums: new Float64Array(sorted.length), masses: new Float64Array(sorted.length) }
  })
}

/** Targets are centred on the root's mean, so that squares do not lose what differs. */
function walkLeaves(tree: Tree, { axes }: SpaceMeasure, visit: (box: Box, value: number) => void): void {
  const box = wholeBox(axes)
  const centre = tree.value[0] ?? 0
  const descend = (node: number): void => {
    const index = tree.feature[node] ?? -1
    if (index < 0) return visit(box, (tree.value[node] ?? 0) - centre)
    const members = box.members[index]
    if (members) splitChoices(node, index, members)
    else splitRange(node, index)
  }
  const splitRange = (node: number, index: number): void => {
    const place = tree.threshold[node] ?? 0
    const [low = 0, high = 1, absent = 0] = [box.low[index], box.high[index], box.mayBeAbsent[index]]
    box.high[index] = Math.min(high, place)
    box.mayBeAbsent[index] = 0
    descend(tree.left[node] ?? 0)
    box.high[index] = high
    box.low[index] = Math.max(low, place)
    box.mayBeAbsent[index] = absent
    descend(tree.right[node] ?? 0)
    box.low[index] = low
  }
  const splitChoices = (node: number, index: number, members: Uint8Array): void => {
    const start = tree.threshold[node] ?? 0
    const absent = box.mayBeAbsent[index] ?? 0
    const goesLeft = (choice: number) => tree.subsets[start + choice] ?? 0
    for (const side of [1, 0]) {
      box.members[index] = members.map((member, choice) => (goesLeft(choice) === side ? member : 0))
      box.mayBeAbsent[index] = goesLeft(members.length) === side ? absent : 0
      descend((side === 1 ? tree.left[node] : tree.right[node]) ?? 0)
    }
    box.members[index] = members
    box.mayBeAbsent[index] = absent
  }
  descend(0)
}

interface Leaf {
  readonly box: Box
  readonly index: number
  readonly value: number
}

function addLeaf(measure: SpaceMeasure, profile: Profile, { box, index, value }: Leaf): void {
  const outside = measure.outside(index)
  if (outside === 0) return
  for (const cell of measure.axes[index]?.cells ?? []) {
    if (overlap(box, index, cell) === 0) continue
    const mass = outside * measure.childrenWithin(index, cell)
    const isStretch = cell.choice < 0
    const from = placeOf(profile.edges, isStretch ? Math.max(box.low[index] ?? 0, cell.low) : cell.low)
    const to = placeOf(profile.edges, isStretch ? Math.min(box.high[index] ?? 1, cell.high) : cell.high)
    profile.sums[from] = (profile.sums[from] ?? 0) + mass * value
    profile.sums[to] = (profile.sums[to] ?? 0) - mass * value
    profile.masses[from] = (profile.masses[from] ?? 0) + mass
    profile.masses[to] = (profile.masses[to] ?? 0) - mass
  }
}

function placeOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The mass of every stretch is the probability that the parameter exists, whatever its value is. */
function varianceOfProfile({ edges, sums, masses }: Profile): number {
  let [sum, mass, first, second, whole] = [0, 0, 0, 0, 0]
  for (let place = 0; place + 1 < edges.length; place++) {
    sum += sums[place] ?? 0
    mass += masses[place] ?? 0
    const width = (edges[place + 1] ?? 0) - (edges[place] ?? 0)
    if (mass <= 1e-12 || width <= 0) continue
    const marginal = sum / mass
    whole += mass * width
    first += mass * width * marginal
    second += mass * width * marginal ** 2
  }
  return whole > 0 ? Math.max(0, second - first ** 2 / whole) : 0
}
