/** @file What a network that was exported makes of prepared rows. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { joinFloats } from '../../../shared/util/joinFloats'
import { type NetworkModel, planModel, type ModelRequest, rowsName } from '../../compiler'
import { createDataFeeds } from '../runners/shared/dataFeeds'
import type { TrainingData } from '../types'

export interface NetworkRows {
  /** The first value is what the network puts out; the others are those that were asked for. */
  run(start: number, end: number): Promise<readonly Float32Array[]>
  release(): Promise<void>
}

/** Rows at a time: enough to be fast, few enough for large pictures. */
export const ROWS_AT_ONCE = 64

export interface OpenNetwork {
  readonly network: NetworkModel
  /** Further values that it puts out, in order. */
  readonly measured?: readonly string[]
  readonly request: ModelRequest
  readonly data: TrainingData
}

export async function openNetwork({
  network,
  measured = [],
  request,
  data,
}: OpenNetwork): Promise<NetworkRows> {
  const session = await InferenceSession.create(network.onnx, {
    ...{ executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 },
  })
  const rows = createDataFeeds(data, planModel(request))
  const names = [network.output, ...measured]
  return {
    async run(start, end) {
      const slice = rows.slice(start, end)
      const feeds = Object.fromEntries(
        network.inputs.flatMap(({ spec, name }) => {
          const found = slice[rowsName(spec)]
          return found instanceof Tensor ? [[name, found]] : []
        }),
      )
      const found = await session.run(feeds, names)
      return names.map((name) => found[name]?.data as Float32Array)
    },
    release: () => session.release(),
  }
}

/** @returns the answers to all rows, row-major. */
export async function predictRows(open: OpenNetwork, breathe: () => Promise<void>): Promise<Float32Array> {
  const rows = await openNetwork(open)
  const parts: Float32Array[] = []
  try {
    for (let start = 0; start < open.data.rows; start += ROWS_AT_ONCE) {
      const [part = new Float32Array()] = await rows.run(
        start,
        Math.min(open.data.rows, start + ROWS_AT_ONCE),
      )
      parts.push(part)
      await breathe()
    }
  } finally {
    await rows.release()
  }
  return joinFloats(parts)
}
