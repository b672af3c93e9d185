/** @file Rows that a generator made, as the judge reads them. */
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { feature, type Feature } from '../layers/feature'
import type { ModelPlan } from './modelPlan'

/** Rows of numbers as the judge reads its data: pictures and sequences in their shape. */
export function shapeRows(builder: GraphBuilder, { head }: ModelPlan, row: Value): Feature {
  const { shape } = head
  return feature(shape.length > 1 ? builder.op('reshape', [row], { shape: ['batch', ...shape] }) : row)
}
