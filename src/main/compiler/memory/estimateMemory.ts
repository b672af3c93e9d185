/** @file How much memory a training will take, from its graphs alone. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { noiseTable } from '../backends/onnx/noiseTables'
import { buildEvaluationGraph } from '../compile/forwardGraphs'
import { planModel, type ModelPlan, type ModelRequest } from '../compile/modelPlan'
import type { MaskSpec } from '../compile/lowerLayers'
import { buildTrainingGraph } from '../compile/trainingGraph'
import { sizeOf } from '../graph/tensorType'
import { evaluationRows } from './evaluationRows'
import { inputBytes, stepBytes } from './graphMemory'

/** Rows of a dataset that are held in memory. */
export interface ResidentRows {
  readonly train: number
  readonly validation: number
}

export interface MemoryRequest extends ModelRequest {
  readonly training: TrainingSpec
  /** Without them the data is left out. */
  readonly rows?: ResidentRows
}

/** Bytes of one training on the processor. */
export interface MemoryEstimate {
  /** What a worker takes for any model: the runtime's code, its sessions, the compiler's own objects. */
  readonly base: number
  readonly data: number
  /** Weights and the optimizer's state, here and in the runtime, before and after a chunk. */
  readonly state: number
  /** Values of a step, noise and gradients included, at their peak. */
  readonly training: number
  readonly evaluation: number
  readonly total: number
}

const BYTES = 4
/** Measured with ONNX Runtime 1.30 under Node 24 on Linux. */
const BASE = 38 * 2 ** 20
/** Given to the loop, carried by it before and after a step, and handed out again. */
const STATE_COPIES = 4
/** What chunks before left is collected after so many of them, or when it is so much. */
const COLLECTED_AFTER_CHUNKS = 12
const COLLECTED_AT = 32 * 2 ** 20
/** Below this, the runtime may hold a step's memory twice to be faster. */
export const SMALL_STEP = 16 * 2 ** 20

/** The model must have no diagnostics. */
export function estimateMemory(request: MemoryRequest): MemoryEstimate {
  const { training, rows } = request
  const plan = planModel(request)
  const { graph, masks } = buildTrainingGraph(plan, training)
  const step = stepBytes(graph, training.batchSize)
  const parts = {
    base: BASE,
    data: rows ? dataBytes(plan, rows) : 0,
    state: stateBytes(inputBytes(graph, 'carried')),
    training: (step < SMALL_STEP ? 2 * step : step) + noiseBytes(masks),
    evaluation: evaluationBytes(plan, rows),
  }
  return { ...parts, total: Math.round(Object.values(parts).reduce((total, part) => total + part, 0)) }
}

/** @param carried what a step hands to the next */
function stateBytes(carried: number): number {
  const garbage = Math.max(carried, Math.min(COLLECTED_AT, COLLECTED_AFTER_CHUNKS * carried))
  return STATE_COPIES * carried + garbage
}

/** What is read from the disk, and the order of its rows. */
function dataBytes({ inputs }: ModelPlan, { train, validation }: ResidentRows): number {
  const width = inputs.reduce((total, { shape }) => total + sizeOf(shape), 1)
  return BYTES * (width * (train + validation) + 2 * train)
}

function evaluationBytes(plan: ModelPlan, rows?: ResidentRows): number {
  const present = rows ? Math.max(rows.train, rows.validation) : Infinity
  return stepBytes(buildEvaluationGraph(plan), Math.min(present, evaluationRows(plan)))
}

/** Rows of a table of noise. */
const NOISE_ROWS = 4096

function noiseBytes(masks: readonly MaskSpec[]): number {
  const tables = masks.map(({ width }) => noiseTable(width))
  return tables.reduce((total, { width, pieces }) => total + BYTES * width * (NOISE_ROWS + pieces), 0)
}
