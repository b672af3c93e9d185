/** @file How many rows are evaluated at once. */
import { buildEvaluationGraph } from '../compile/forwardGraphs'
import type { ModelPlan } from '../compile/modelPlan'
import { stepBytes } from './graphMemory'

/** Enough to be fast. */
const MOST_ROWS = 4096
/** Few enough to need little memory. */
const MOST_BYTES = 32 * 2 ** 20
/** Rows with which the need of a row is found; weights and constants are shared by all of them. */
const SAMPLE_ROWS = 64

const known = new WeakMap<ModelPlan, number>()

/** A loss of pairs looks at every row of a piece against every other. */
const MOST_PAIRED_ROWS = 256

/** As many as fit, at least one. A plan is asked about after every epoch, and never changes. */
export function evaluationRows(plan: ModelPlan): number {
  const rows = known.get(plan) ?? countRows(plan)
  known.set(plan, rows)
  return rows
}

function countRows(plan: ModelPlan): number {
  const bytesPerRow = stepBytes(buildEvaluationGraph(plan), SAMPLE_ROWS) / SAMPLE_ROWS
  const most = plan.head.goal === 'embedding' ? MOST_PAIRED_ROWS : MOST_ROWS
  return Math.min(most, Math.max(1, Math.floor(MOST_BYTES / Math.max(1, bytesPerRow))))
}
