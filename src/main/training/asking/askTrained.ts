/** @file A trained network with its data, to be asked row by row. */
import { Tensor } from 'onnxruntime-node'
import type { Part } from '../../../shared/domain/split'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { joinFloats } from '../../../shared/util/joinFloats'
import type { CompiledAnswer } from '../../compiler'
import { evaluationRows, type ModelPlan, type ModelRequest, rowsName } from '../../compiler'
import { readPreparedMeta, readPreparedPart } from '../rows/preparedData'
import type { TrainedModel } from '../predict/trainedModel'
import { floatsOf } from '../runners/shared/tensors'
import { openSession } from '../runners/onnx/session'
import { toTensors } from '../runners/shared/toTensors'
import type { TrainingData } from '../types'
import { readWeights } from '../weightsFile'
import type { JobTools } from '../job'

export interface Asked {
  readonly meta: PreparedMeta
  readonly request: ModelRequest
  /** Weights by name, as programs take them. */
  readonly weights: Readonly<Record<string, Tensor>>
  rows(part: Part): Promise<TrainingData>
}

/** @throws {file/unreadable} when weights or prepared data are gone. */
export async function readTrained(trained: TrainedModel): Promise<Asked> {
  const { model, training, task, dataFolder, weightsFile } = trained
  const meta = await readPreparedMeta(dataFolder)
  const { output, targetCenter: center, targetScale: scale } = meta.fitted
  const inputs = meta.inputs.map(({ spec }) => spec)
  return {
    meta,
    request: { ...model, inputs, output, task, training, target: { center, scale } },
    weights: toTensors(await readWeights(weightsFile)),
    rows: (part) => readPreparedPart(dataFolder, part, meta),
  }
}

export interface Question extends CompiledAnswer {
  /** Of the one output. */
  readonly output: 'codes' | 'predictions'
  readonly weights: Readonly<Record<string, Tensor>>
  readonly data: TrainingData
}

/** @returns what a program answers to every row, row-major. */
export async function answerRows(
  { plan, program, output, weights, data }: Question,
  { progress, breathe }: Pick<JobTools, 'progress' | 'breathe'>,
): Promise<Float32Array> {
  const session = await openSession(program, { device: 'cpu', threads: 1 })
  const pieces: Float32Array[] = []
  const most = Math.max(1, evaluationRows(plan))
  try {
    for (let start = 0; start < data.rows; start += most) {
      const end = Math.min(start + most, data.rows)
      const answer = await session.run({ ...weights, ...feedsOf(plan, data, [start, end]) })
      pieces.push(Float32Array.from(floatsOf(answer[output])))
      progress(end, data.rows)
      await breathe()
    }
  } finally {
    await session.release()
  }
  return joinFloats(pieces)
}

/** Nothing but what the network reads: no targets, and of a generator no data. */
function feedsOf(
  { inputs }: ModelPlan,
  { rows, x, others = {} }: TrainingData,
  [start, end]: readonly [number, number],
): Record<string, Tensor> {
  return Object.fromEntries(
    inputs.map((input) => {
      const values = others[input.name] ?? x
      const width = rows === 0 ? 0 : values.length / rows
      const part = values.subarray(start * width, end * width)
      const dims = [end - start, ...input.shape]
      const tensor =
        input.kind === 'tokens'
          ? new Tensor('int32', Int32Array.from(part), dims)
          : new Tensor('float32', Float32Array.from(part), dims)
      return [rowsName(input), tensor]
    }),
  )
}
