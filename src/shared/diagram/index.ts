/** @file Diagrams of models and of their training. */
export { drawLoop } from './drawLoop'
export { drawModel } from './drawModel'
export type { DiagramEdge, DiagramGraph, DiagramNode, DiagramTone } from './graph'
export { layoutDiagram, LINE_HEIGHT, type PlacedDiagram, type PlacedEdge, type PlacedNode } from './layout'
export { writeMermaid } from './mermaid'
export { edgePath, labelPlace, writeSvg, type DiagramTheme } from './svg'
export type { DiagramWords } from './words'
