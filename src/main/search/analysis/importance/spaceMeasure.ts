/** @file How likely the part of a conditional space is that a leaf of a tree covers, and what each parameter has to do with it. */
import type { Condition, ParameterValue, SearchSpace } from '../../../../shared/domain/searchSpace'
import { type Axis, createUnitCube } from '../../encoding/unitCube'
import { holds } from '../../space/conditions'

/** What the splits on the way to a leaf leave of every axis. */
export interface Box {
  /** Ordered axes: places from low to high. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** Unordered axes: 1 for a choice that is within; null for ordered ones. */
  readonly members: (Uint8Array | null)[]
  /** Whether it holds assignments without the parameter. */
  readonly mayBeAbsent: Uint8Array
}

/** A stretch of an axis on which the same children exist. Of an unordered axis, one choice. */
export interface Cell {
  readonly low: number
  readonly high: number
  /** Of an unordered axis; −1 for a stretch. */
  readonly choice: number
  /** By place in `children`: whether it exists. */
  readonly isActive: readonly boolean[]
}

export interface MeasuredAxis {
  readonly axis: Axis
  readonly cells: readonly Cell[]
  /** Axes whose existence hangs on this one. */
  readonly children: readonly number[]
  readonly isRoot: boolean
}

/** The distribution of assignments that are drawn evenly from a space: every parameter even on its scale wherever it exists. */
export interface SpaceMeasure {
  readonly axes: readonly MeasuredAxis[]
  /** @returns the probability of a box; afterwards `outside` and `weightOf` speak of the same one. */
  measure(box: Box): number
  /** @returns the probability that an axis exists and all else is within the box, wherever on the axis it is, children left out. */
  outside(index: number): number
  /** @returns the probability that the children of an axis are within the box, on this cell of it. */
  childrenWithin(index: number, cell: Cell): number
}

/** @returns how much of a cell is within the box. */
export function overlap(box: Box, index: number, cell: Cell): number {
  const members = box.members[index]
  if (members) return members[cell.choice] === 1 ? cell.high - cell.low : 0
  return Math.max(0, Math.min(box.high[index] ?? 1, cell.high) - Math.max(box.low[index] ?? 0, cell.low))
}

/** @returns a box that holds the whole space. */
export function wholeBox(axes: readonly MeasuredAxis[]): Box {
  return {
    low: new Float64Array(axes.length),
    high: new Float64Array(axes.length).fill(1),
    members: axes.map(({ axis }) => (axis.isOrdered ? null : new Uint8Array(axis.count ?? 0).fill(1))),
    mayBeAbsent: new Uint8Array(axes.length).fill(1),
  }
}

/**
 * Parents stand before their children, so what lies below an axis is summed from the last to the first (inside), and what lies beside and above it
 * from the first to the last (outside), as in the inside–outside algorithm of grammars.
 */
export function createSpaceMeasure(space: SearchSpace): SpaceMeasure {
  const axes = measureAxes(space)
  const state: Measured = {
    axes,
    roots: [...axes.keys()].filter((index) => axes[index]?.isRoot),
    inside: new Float64Array(axes.length),
    absent: new Float64Array(axes.length),
    outside: new Float64Array(axes.length),
  }
  return {
    axes,
    measure: (box) => {
      measureInside(state, box)
      const probability = measureRoots(state)
      measureOutside(state, box)
      return probability
    },
    outside: (index) => state.outside[index] ?? 0,
    childrenWithin: (index, cell) => productOf(state, index, cell),
  }
}

/** By axis: the probability of the box on it and on all below where it exists, where it does not, and of all else. */
interface Measured {
  readonly axes: readonly MeasuredAxis[]
  readonly roots: readonly number[]
  readonly inside: Float64Array
  readonly absent: Float64Array
  readonly outside: Float64Array
}

/** Of the children of an axis on a cell, all but one. */
function productOf({ axes, inside, absent }: Measured, index: number, cell: Cell, but = -1): number {
  const children = axes[index]?.children ?? []
  let product = 1
  for (let place = 0; place < children.length; place++) {
    const child = children[place] ?? 0
    if (child !== but) product *= (cell.isActive[place] ? inside[child] : absent[child]) ?? 0
  }
  return product
}

function measureInside(state: Measured, box: Box): void {
  const { axes, inside, absent } = state
  for (let index = axes.length - 1; index >= 0; index--) {
    const own = axes[index]
    if (!own) continue
    let without = box.mayBeAbsent[index] ?? 0
    for (const child of own.children) without *= absent[child] ?? 0
    absent[index] = without
    let sum = 0
    for (const cell of own.cells) {
      const width = overlap(box, index, cell)
      if (width > 0) sum += width * productOf(state, index, cell)
    }
    inside[index] = sum
  }
}

/** @returns the probability of the whole; of every root, that of all others, from the products before and behind it. */
function measureRoots({ roots, inside, outside }: Measured): number {
  let before = 1
  for (const root of roots) {
    outside[root] = before
    before *= inside[root] ?? 0
  }
  let behind = 1
  for (let place = roots.length - 1; place >= 0; place--) {
    const root = roots[place] ?? 0
    outside[root] = (outside[root] ?? 0) * behind
    behind *= inside[root] ?? 0
  }
  return before
}

function measureOutside(state: Measured, box: Box): void {
  const { axes, outside } = state
  for (let index = 0; index < axes.length; index++) {
    const own = axes[index]
    if (!own || own.children.length === 0) continue
    for (const [place, child] of own.children.entries()) {
      let beside = 0
      for (const cell of own.cells) {
        if (cell.isActive[place]) beside += overlap(box, index, cell) * productOf(state, index, cell, child)
      }
      outside[child] = (outside[index] ?? 0) * beside
    }
  }
}

interface Link {
  readonly child: number
  readonly condition: Condition
  /** The value that the condition asks about, where the parent's axis is at this place. */
  readonly valueAt: (place: number) => ParameterValue
}

function measureAxes(space: SearchSpace): MeasuredAxis[] {
  const { axes } = createUnitCube(space)
  const links = axes.map(() => [] as Link[])
  const hasParent = new Set<number>()
  for (const [child, { parameter }] of axes.entries()) {
    if (parameter.condition === null) continue
    const parent = findParent(space, axes, parameter.condition.parameter)
    if (parent === null) continue
    links[parent.index]?.push({ child, condition: parameter.condition, valueAt: parent.valueAt })
    hasParent.add(child)
  }
  return axes.map((axis, index) => ({
    axis,
    cells: cellsOf(axis, links[index] ?? []),
    children: (links[index] ?? []).map(({ child }) => child),
    isRoot: !hasParent.has(index),
  }))
}

/** A parameter that follows another has no axis: its values are those of the same place on the other's. */
function findParent(space: SearchSpace, axes: readonly Axis[], name: string) {
  const asked = space.parameters.find((parameter) => parameter.name === name)
  let leader = asked
  while (leader?.follows !== undefined) {
    const { follows } = leader
    leader = space.parameters.find((parameter) => parameter.name === follows)
  }
  const index = axes.findIndex(({ parameter }) => parameter === leader)
  const axis = axes[index]
  if (!axis || !asked) return null
  const { domain } = asked
  const valueAt = (place: number) =>
    asked !== leader && domain.kind === 'choice'
      ? (domain.values[Math.min(domain.values.length - 1, Math.floor(place * domain.values.length))] ?? '')
      : axis.valueAt(place)
  return { index, valueAt }
}

/** Places between which a condition on a range without steps may change: it is asked at so many. */
const STRETCHES = 256

function cellsOf(axis: Axis, links: readonly Link[]): Cell[] {
  const { count, isOrdered } = axis
  const activeAt = (place: number) => links.map(({ condition, valueAt }) => holds(condition, valueAt(place)))
  if (!isOrdered) {
    const size = count ?? 1
    return Array.from({ length: size }, (_, choice) => ({
      ...{ low: choice / size, high: (choice + 1) / size, choice },
      isActive: activeAt((choice + 0.5) / size),
    }))
  }
  if (links.length === 0) return [{ low: 0, high: 1, choice: -1, isActive: [] }]
  const steps = Math.max(STRETCHES, count ?? 0)
  const cells: { low: number; high: number; choice: number; isActive: boolean[] }[] = []
  for (let step = 0; step < steps; step++) {
    const isActive = activeAt((step + 0.5) / steps)
    const last = cells.at(-1)
    const high = (step + 1) / steps
    if (last && last.isActive.every((flag, index) => flag === isActive[index])) last.high = high
    else cells.push({ low: step / steps, high, choice: -1, isActive })
  }
  return cells
}
