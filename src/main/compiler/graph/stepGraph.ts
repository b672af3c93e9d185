/** @file Graphs inside of ops. */
import type { StepGraph } from '../ops/signature/stepGraph'
import type { Graph } from './graph'

/** Every step was built as a graph; only its type in the table of ops, of which graphs are made, cannot say so. */
export function graphOf(step: StepGraph): Graph {
  return step as Graph
}
