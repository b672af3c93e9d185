import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { loadLayersModel } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { exportNetwork, exportTfjs, initialWeights, planWeights } from '../../../src/main/compiler'
import { openPredictionSession, floatsOf } from '../../../src/main/training/predict/predictionSession'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { AppError } from '../../../src/shared/errors/appError'
import { createRandom } from '../../../src/shared/util/random'
import { GALLERY, type GalleryModel } from '../../support/modelGallery'

const ROWS = 3

function requestOf({ layers, inputs, output, task }: GalleryModel) {
  return { layers: [...layers], inputs: [...inputs], output, task, training: DEFAULT_TRAINING }
}

/** Weights that are all different, so that none can stand in for another. */
function weightsOf(model: GalleryModel) {
  const parameters = planWeights(requestOf(model))
  const drawn = initialWeights(parameters, 5)
  const random = createRandom(7)
  return new Map(
    parameters.map(({ name, shape }, index) => {
      const values = Float32Array.from(drawn[index] ?? [], (value) => value + 0.1 + 0.2 * random.next())
      return [name, { shape, values }] as const
    }),
  )
}

async function answersOfOnnx(
  model: GalleryModel,
  weights: ReturnType<typeof weightsOf>,
  rows: readonly Float32Array[],
) {
  const { layers, inputs, output, task } = model
  const fitted = {
    ...{ reads: [], primitives: [], window: null, target: 'y', output, targetCenter: 0, targetScale: 1 },
    inputs: inputs.map((spec) => ({ spec, source: { kind: 'figures' as const, features: [] } })),
  }
  const network = exportNetwork({
    ...{ model: { layers: [...layers] }, task, weights, fitted, inputs: [...inputs], version: '0' },
    training: DEFAULT_TRAINING,
  })
  const session = await openPredictionSession(network.onnx)
  const feeds = network.inputs.map(({ name, spec }) => {
    const values = rows[inputs.findIndex((input) => input.name === spec.name)] ?? new Float32Array()
    const shape = [ROWS, ...spec.shape]
    return spec.kind === 'tokens'
      ? ([name, { dataType: 'int32', values: Int32Array.from(values), shape }] as const)
      : ([name, { dataType: 'float32', values, shape }] as const)
  })
  const answers = floatsOf((await session.run(Object.fromEntries(feeds) as never))[network.output]).slice()
  await session.dispose()
  return answers
}

function drawRows({ inputs }: GalleryModel): Float32Array[] {
  const random = createRandom(3)
  return inputs.map(({ kind, shape, vocabulary }) => {
    const size = ROWS * shape.reduce((product, side) => product * side, 1)
    const draw = () => (kind === 'tokens' ? 1 + random.integer(Math.max(1, vocabulary - 1)) : random.normal())
    return Float32Array.from({ length: size }, draw)
  })
}

type Made = ReturnType<typeof exportTfjs>

async function answersOfTfjs(made: Made, model: GalleryModel, rows: readonly Float32Array[]) {
  const [group] = made.json['weightsManifest'] as { weights: tf.io.WeightsManifestEntry[] }[]
  const network = await loadLayersModel(
    tf.io.fromMemory({
      modelTopology: made.json['modelTopology'] as object,
      weightSpecs: group?.weights ?? [],
      weightData: new Uint8Array(Buffer.concat(made.shards.map(({ bytes }) => bytes))).buffer,
    }),
  )
  const feeds = network.inputs.map((input) => {
    const name = input.name.replace(/_data$/, '')
    const place = Math.max(
      0,
      model.inputs.findIndex((one) => one.name === name || one.name === input.name),
    )
    return tf.tensor(rows[place] ?? [], [ROWS, ...(model.inputs[place]?.shape ?? [])])
  })
  const answer = network.predict(feeds.length === 1 ? (feeds[0] as tf.Tensor) : feeds) as tf.Tensor
  return Float32Array.from(await answer.data())
}

describe('a layers model of TensorFlow.js', () => {
  it('loads strictly and answers what the exported network answers, or is refused by the layer that is lacking', async () => {
    const refused: string[] = []
    const wrong: string[] = []
    for (const [name, model] of GALLERY) {
      const weights = weightsOf(model)
      const rows = drawRows(model)
      let made: Made
      try {
        made = exportTfjs(requestOf(model), weights)
      } catch (thrown) {
        expect(thrown instanceof AppError && thrown.code, name).toMatch(
          /export\/not-in-tfjs|keras\/not-exportable/,
        )
        refused.push(name)
        continue
      }
      const expected = await answersOfOnnx(model, weights, rows)
      const told = await answersOfTfjs(made, model, rows).catch((cause: unknown) => String(cause))
      if (typeof told === 'string') wrong.push(`${name}: ${told.slice(0, 300)}`)
      else if (told.length !== expected.length) wrong.push(`${name}: ${told.length} numbers`)
      else {
        const off = Math.max(...told.map((value, index) => Math.abs(value - (expected[index] ?? 0))))
        if (!(off < 1e-4)) wrong.push(`${name}: off by ${off}`)
      }
    }
    expect(wrong).toEqual([])
    expect(refused.length).toBeLessThan(GALLERY.length / 2)
  })
})
