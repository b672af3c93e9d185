import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { Part } from '../../../shared/domain/split'
import { joinFloats } from '../../../shared/util/joinFloats'
import { compileEmbedding } from '../../compiler'
import { readPreparedMeta, readPreparedPart } from '../rows/preparedData'
import { floatsOf } from '../runners/shared/tensors'
import { createDataFeeds } from '../runners/shared/dataFeeds'
import { openSession } from '../runners/onnx/session'
import { toTensors } from '../runners/shared/toTensors'
import type { TrainedModel } from '../types'
import { readWeights } from '../weightsFile'
import { toVectors, type Vectors } from './vectors'

/** Rows at once. */
const PIECE = 128

export interface EmbedOptions {
  /** Called after every piece with the rows done. */
  readonly onRows?: (done: number, total: number) => Promise<void>
}

export interface EmbeddedParts {
  readonly meta: PreparedMeta
  /** In the order of the parts that were asked for. */
  readonly parts: readonly Vectors[]
}

/**
 * What a trained model makes of rows of its data: directions that can be compared.
 * @throws {file/unreadable} when weights or prepared data are gone.
 */
export async function embedParts(
  { model, training, task, dataFolder, weightsFile }: TrainedModel,
  wanted: readonly Part[],
  { onRows = () => Promise.resolve() }: EmbedOptions = {},
): Promise<EmbeddedParts> {
  const meta = await readPreparedMeta(dataFolder)
  const { output, targetCenter: center, targetScale: scale } = meta.fitted
  const { plan, program } = compileEmbedding({
    ...model,
    ...{ output, task, training, target: { center, scale } },
    inputs: meta.inputs.map(({ spec }) => spec),
  })
  const weights = toTensors(await readWeights(weightsFile))
  const read = new Set(plan.parameters.map(({ name }) => name))
  const known = Object.fromEntries(Object.entries(weights).filter(([name]) => read.has(name)))
  const session = await openSession(program, { device: 'cpu', threads: 1, plansMemory: false })
  const total = wanted.reduce((sum, part) => sum + meta.counts[part], 0)
  const parts: Vectors[] = []
  let done = 0
  try {
    for (const part of wanted) {
      const data = await readPreparedPart(dataFolder, part, meta)
      const feeds = createDataFeeds(data, plan)
      const pieces: Float32Array[] = []
      for (let start = 0; start < data.rows; start += PIECE) {
        const end = Math.min(data.rows, start + PIECE)
        const { y: _targets, ...rows } = feeds.slice(start, end)
        pieces.push(floatsOf((await session.run({ ...known, ...rows }))['predictions']))
        await onRows((done += end - start), total)
      }
      parts.push(toVectors(joinFloats(pieces), data.y))
    }
  } finally {
    await session.release()
  }
  return { meta, parts }
}
