/** @file A diagram before it has places: boxes, arrows, frames around boxes. */

/** What a box stands for; it decides the colour, never alone. */
export type DiagramTone = 'data' | 'weights' | 'plain' | 'output' | 'step' | 'loss'

export interface DiagramNode {
  readonly id: string
  readonly title: string
  /** Small lines below the title. */
  readonly lines: readonly string[]
  readonly tone: DiagramTone
  /** The frame it stands in. */
  readonly group: string | null
}

export interface DiagramEdge {
  readonly from: string
  readonly to: string
  readonly label?: string
  /** Against the order: what happens again. */
  readonly isBack?: boolean
}

export interface DiagramGroup {
  readonly id: string
  readonly label: string
}

export interface DiagramGraph {
  readonly nodes: readonly DiagramNode[]
  readonly edges: readonly DiagramEdge[]
  readonly groups: readonly DiagramGroup[]
}
