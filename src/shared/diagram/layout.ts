/**
 * @file Places of boxes and arrows: layers from top to bottom (Sugiyama et al. 1981), long arrows by way of invisible boxes, order
 * in a layer by the mean of the neighbours, then places near their neighbours' means.
 */
import type { DiagramEdge, DiagramGraph, DiagramGroup, DiagramNode } from './graph'
import { orderRanks } from './orderRanks'
import type { Link, Slot } from './slot'
import { placeAcross } from './placeAcross'
import { textWidth } from './textWidth'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface PlacedNode extends DiagramNode {
  /** Left upper corner. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedEdge extends DiagramEdge {
  /** Ends and bends, from the first to the last. */
  readonly points: readonly Point[]
}

export interface PlacedGroup extends DiagramGroup {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedDiagram {
  readonly width: number
  readonly height: number
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  readonly groups: readonly PlacedGroup[]
}

export const TITLE_SIZE = 13
export const LINE_SIZE = 11
export const LINE_HEIGHT = 15
const PADDING = 12
const GAP_DOWN = 34
const MARGIN = 24
const LEAST_WIDTH = 120
const GROUP_PADDING = 14
const GROUP_HEAD = 20
const BACK_ROOM = 30
const LABEL_ROOM = 16

export function sizeOfNode({ title, lines }: DiagramNode): { width: number; height: number } {
  const widths = [textWidth(title, TITLE_SIZE) * 1.06, ...lines.map((line) => textWidth(line, LINE_SIZE))]
  return {
    width: Math.max(LEAST_WIDTH, Math.ceil(Math.max(...widths) + 2 * PADDING)),
    height: 20 + PADDING + lines.length * LINE_HEIGHT,
  }
}

/** @throws never: arrows that name no box are left out, and a circle is cut where it closes. */
export function layoutDiagram(graph: DiagramGraph): PlacedDiagram {
  const known = new Set(graph.nodes.map(({ id }) => id))
  const edges = graph.edges.filter(({ from, to }) => known.has(from) && known.has(to))
  const forward = edges.filter(({ isBack }) => isBack !== true)
  const ranks = rankNodes(graph.nodes, forward)
  const { slots, links } = layOut(graph.nodes, forward, ranks)
  const ordered = orderRanks(slots, links)
  const across = placeAcross(ordered, links)
  const tops = topsOf(ordered)
  const nodes = graph.nodes.map((node): PlacedNode => {
    const size = sizeOfNode(node)
    const rank = ranks.get(node.id) ?? 0
    const center = across.get(node.id) ?? 0
    const tall = Math.max(...(ordered[rank] ?? []).map(({ height }) => height))
    return { ...node, ...size, x: center - size.width / 2, y: (tops[rank] ?? 0) + (tall - size.height) / 2 }
  })
  return settle(nodes, { edges, groups: graph.groups, across, tops, ordered, ranks })
}

/** The longest way from a box that reads nothing. */
function rankNodes(nodes: readonly DiagramNode[], edges: readonly DiagramEdge[]): Map<string, number> {
  const ranks = new Map(nodes.map(({ id }) => [id, 0]))
  // A way has no more steps than there are boxes, so a circle ends too.
  for (let turn = 0; turn < nodes.length; turn++) {
    let hasMoved = false
    for (const { from, to } of edges) {
      const wanted = (ranks.get(from) ?? 0) + 1
      if (wanted <= (ranks.get(to) ?? 0) || wanted >= nodes.length + 1) continue
      ranks.set(to, wanted)
      hasMoved = true
    }
    if (!hasMoved) break
  }
  return ranks
}

function bendName({ from, to }: DiagramEdge, rank: number): string {
  return `${from}\u0000${to}\u0000${rank}`
}

function layOut(
  nodes: readonly DiagramNode[],
  edges: readonly DiagramEdge[],
  ranks: ReadonlyMap<string, number>,
): { slots: Slot[][]; links: Link[] } {
  const count = Math.max(0, ...ranks.values()) + 1
  const slots: Slot[][] = Array.from({ length: count }, () => [])
  for (const node of nodes) slots[ranks.get(node.id) ?? 0]?.push({ id: node.id, ...sizeOfNode(node) })
  const links: Link[] = []
  for (const edge of edges) {
    const [start, end] = [ranks.get(edge.from) ?? 0, ranks.get(edge.to) ?? 0]
    let before = edge.from
    for (let rank = start + 1; rank < end; rank++) {
      const id = bendName(edge, rank)
      slots[rank]?.push({ id, width: 12, height: 0 })
      links.push({ from: before, to: id })
      before = id
    }
    links.push({ from: before, to: edge.to })
  }
  return { slots, links }
}

function topsOf(ranks: readonly (readonly Slot[])[]): number[] {
  let top = 0
  return ranks.map((slots) => {
    const here = top
    top += Math.max(0, ...slots.map(({ height }) => height)) + GAP_DOWN
    return here
  })
}

interface Found {
  readonly edges: readonly DiagramEdge[]
  readonly groups: readonly DiagramGroup[]
  readonly across: ReadonlyMap<string, number>
  readonly tops: readonly number[]
  readonly ordered: readonly (readonly Slot[])[]
  readonly ranks: ReadonlyMap<string, number>
}

/** Moves all to where nothing stands left of or above the margin, and adds frames and arrows. */
function settle(nodes: readonly PlacedNode[], found: Found): PlacedDiagram {
  const groups = found.groups.flatMap((group) => frameOf(group, nodes))
  const boxes = [...nodes, ...groups]
  const left = Math.min(0, ...boxes.map(({ x }) => x))
  const top = Math.min(0, ...boxes.map(({ y }) => y))
  const [dx, dy] = [MARGIN - left, MARGIN - top]
  const move = <T extends Point>(box: T): T => ({ ...box, x: box.x + dx, y: box.y + dy })
  const right = Math.max(0, ...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(0, ...boxes.map(({ y, height }) => y + height))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const backs = found.edges.filter(({ isBack, from, to }) => isBack === true && from !== to)
  const lanes = lanesOf(backs)
  const edges = found.edges.flatMap((edge): PlacedEdge[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
    if (!from || !to) return []
    const lane = right + (lanes[backs.indexOf(edge)] ?? 0)
    const points = edge.isBack === true ? aroundRight(from, to, lane) : straight(from, to, { edge, found })
    return [{ ...edge, points: points.map(move) }]
  })
  return {
    width: right + (lanes.at(-1) ?? 0) + dx + MARGIN,
    height: bottom + dy + MARGIN,
    nodes: nodes.map(move),
    edges,
    groups: groups.map(move),
  }
}

/** How far to the right each arrow runs that goes back, and last how far all of them reach; words stand beside each. */
function lanesOf(backs: readonly DiagramEdge[]): number[] {
  let reach = BACK_ROOM
  return [
    ...backs.map(({ label = '' }) => {
      const lane = reach
      reach += textWidth(label, LINE_SIZE) + LABEL_ROOM
      return lane
    }),
    backs.length === 0 ? 0 : reach,
  ]
}

function frameOf(group: DiagramGroup, nodes: readonly PlacedNode[]): PlacedGroup[] {
  const own = nodes.filter((node) => node.group === group.id)
  if (own.length === 0) return []
  const left = Math.min(...own.map(({ x }) => x)) - GROUP_PADDING
  const top = Math.min(...own.map(({ y }) => y)) - GROUP_HEAD
  const right =
    Math.max(...own.map(({ x, width }) => x + width), left + textWidth(group.label, LINE_SIZE)) +
    GROUP_PADDING
  const bottom = Math.max(...own.map(({ y, height }) => y + height)) + GROUP_PADDING
  return [{ ...group, x: left, y: top, width: right - left, height: bottom - top }]
}

function straight(
  from: PlacedNode,
  to: PlacedNode,
  { edge, found }: { edge: DiagramEdge; found: Found },
): Point[] {
  const [start, end] = [found.ranks.get(from.id) ?? 0, found.ranks.get(to.id) ?? 0]
  const bends: Point[] = []
  for (let rank = start + 1; rank < end; rank++) {
    const tall = Math.max(0, ...(found.ordered[rank] ?? []).map(({ height }) => height))
    const [x, y] = [found.across.get(bendName(edge, rank)) ?? 0, found.tops[rank] ?? 0]
    bends.push({ x, y }, { x, y: y + tall })
  }
  const first = { x: from.x + from.width / 2, y: from.y + from.height }
  return [first, ...bends, { x: to.x + to.width / 2, y: to.y }]
}

const OWN_LANE = 18

function aroundRight(from: PlacedNode, to: PlacedNode, lane: number): Point[] {
  if (from.id === to.id) return aroundItself(from)
  const [start, end] = [from.y + from.height / 2, to.y + to.height / 2]
  return [
    { x: from.x + from.width, y: start },
    { x: lane, y: start },
    { x: lane, y: end },
    { x: to.x + to.width, y: end },
  ]
}

/** What a box hands on to itself leaves it below the middle and comes back above. */
function aroundItself({ x, y, width, height }: PlacedNode): Point[] {
  const [right, low, high] = [x + width, y + height * 0.7, y + height * 0.3]
  return [
    { x: right, y: low },
    { x: right + OWN_LANE, y: low },
    { x: right + OWN_LANE, y: high },
    { x: right, y: high },
  ]
}
