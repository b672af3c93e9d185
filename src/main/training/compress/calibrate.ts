/** @file Measures on training rows between which values the numbers of a network lie. */
import type { Calibration } from '../../../shared/domain/artifact'
import {
  type ExportRequest,
  exportNetwork,
  findMeasured,
  type ModelRequest,
  networkNodes,
  type Range,
  RangeFinder,
} from '../../compiler'
import type { TrainingData } from '../types'
import { openNetwork, ROWS_AT_ONCE } from './networkRows'

export interface CalibrateOptions {
  readonly exported: ExportRequest
  readonly request: ModelRequest
  readonly data: TrainingData
  readonly calibration: Calibration
}

/** Reads the rows twice where ranges are cut: for their ends, then for how values lie between them. */
export async function calibrate(
  { exported, request, data, calibration }: CalibrateOptions,
  breathe: () => Promise<void>,
): Promise<ReadonlyMap<string, Range>> {
  const { output, ...nodes } = networkNodes(exported)
  const measured = findMeasured(nodes, output)
  const network = exportNetwork(exported, measured)
  const finders = measured.map(() => new RangeFinder())
  const rows = await openNetwork({ network, measured, request, data })
  const read = async (take: (finder: RangeFinder, values: Float32Array) => void): Promise<void> => {
    for (let start = 0; start < data.rows; start += ROWS_AT_ONCE) {
      const [, ...values] = await rows.run(start, Math.min(data.rows, start + ROWS_AT_ONCE))
      finders.forEach((finder, index) => take(finder, values[index] ?? new Float32Array()))
      await breathe()
    }
  }
  try {
    await read((finder, values) => finder.widen(values))
    if (calibration !== 'minMax') await read((finder, values) => finder.count(values))
  } finally {
    await rows.release()
  }
  return new Map(
    measured.map((name, index) => [name, finders[index]?.range(calibration) ?? { low: 0, high: 0 }]),
  )
}
