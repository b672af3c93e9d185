/** @file Networks of the model gallery with weights and rows, and what ONNX Runtime answers. */
import { exportNetwork, initialWeights, planWeights } from '../../src/main/compiler'
import { floatsOf, openPredictionSession } from '../../src/main/training/predict/predictionSession'
import type { FittedRecipe } from '../../src/shared/domain/fittedRecipe'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import type { GalleryModel } from './modelGallery'

export const GALLERY_ROWS = 3

export type GalleryWeights = ReturnType<typeof drawWeights>

export function requestOf({ layers, inputs, output, task }: GalleryModel) {
  return { layers: [...layers], inputs: [...inputs], output, task, training: DEFAULT_TRAINING }
}

/** Weights that are all different, so that none can stand in for another. */
export function drawWeights(model: GalleryModel) {
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

/** One tensor an input. */
export function drawRows({ inputs }: GalleryModel): Float32Array[] {
  const random = createRandom(3)
  return inputs.map(({ kind, shape, vocabulary }) => {
    const size = GALLERY_ROWS * shape.reduce((product, side) => product * side, 1)
    const draw = () => (kind === 'tokens' ? 1 + random.integer(Math.max(1, vocabulary - 1)) : random.normal())
    return Float32Array.from({ length: size }, draw)
  })
}

/** A recipe that does nothing. */
export function plainRecipe({ inputs, output }: GalleryModel): FittedRecipe {
  return {
    ...{ reads: [], primitives: [], window: null, target: 'y', output, targetCenter: 0, targetScale: 1 },
    inputs: inputs.map((spec) => ({ spec, source: { kind: 'figures' as const, features: [] } })),
  }
}

export async function askOnnx(
  model: GalleryModel,
  weights: GalleryWeights,
  rows: readonly Float32Array[],
): Promise<Float32Array> {
  const { layers, inputs, task } = model
  const network = exportNetwork({
    ...{ model: { layers: [...layers] }, task, weights, fitted: plainRecipe(model), inputs: [...inputs] },
    ...{ version: '0', training: DEFAULT_TRAINING },
  })
  const session = await openPredictionSession(network.onnx)
  const feeds = network.inputs.map(({ name, spec }) => {
    const values = rows[inputs.findIndex((input) => input.name === spec.name)] ?? new Float32Array()
    const shape = [GALLERY_ROWS, ...spec.shape]
    return spec.kind === 'tokens'
      ? ([name, { dataType: 'int32', values: Int32Array.from(values), shape }] as const)
      : ([name, { dataType: 'float32', values, shape }] as const)
  })
  const answers = floatsOf((await session.run(Object.fromEntries(feeds) as never))[network.output]).slice()
  await session.dispose()
  return answers
}
