/** @file What a layer makes of the validation rows, laid out in the plane. */
import { createRandom } from '../../../../shared/util/random'
import { compileActivations, compilePrediction, type InnerWidth, listInnerLayers } from '../../../compiler'
import type { Job } from '../../job'
import { answerRows, readTrained } from '../../asking/askTrained'
import { layOut } from './layOut'
import { choosePlaces, pickRows } from '../../asking/pickRows'
import { createRowShower } from './showRows'
import { targetsOf } from '../../asking/targetsOf'

export const mapCodes: Job<'mapCodes'> = async (input, tools) => {
  return input.training.mode === 'adversarial' ? mapMade(input, tools) : mapLayer(input, tools)
}

/** Real rows and made ones, as they are: where the made ones lie in one place only, the generator knows few tricks. */
const mapMade: Job<'mapCodes'> = async (input, tools) => {
  const { layer: _layer, method, neighbours, most, seed, ...trained } = input
  const { meta, request, weights, rows } = await readTrained(trained)
  const validation = await rows('validation')
  const real = pickRows(validation, choosePlaces(validation.rows, Math.floor(most / 2), seed))
  const random = createRandom(seed)
  const x = Float32Array.from({ length: real.rows * trained.training.latentSize }, () => random.normal())
  const data = { rows: real.rows, x, y: real.y }
  const made = await answerRows(
    { ...compilePrediction(request), output: 'predictions', weights, data },
    tools,
  )
  const values = Float32Array.from([...real.x, ...made])
  const width = real.rows === 0 ? 0 : real.x.length / real.rows
  const { points, explained } = await layOut({ values, width }, { method, neighbours, seed }, tools)
  const labels = ['real', 'made']
  return {
    ...{ method, layer: '', layers: [], points, explained, labels },
    targets: points.map((_, row) => (row < real.rows ? 'real' : 'made')),
    strip: createRowShower(meta, real.x).strip(values, points.length),
    rowCount: validation.rows,
  }
}

const mapLayer: Job<'mapCodes'> = async (input, tools) => {
  const { layer: wanted, method, neighbours, most, seed, ...trained } = input
  const { meta, request, weights, rows } = await readTrained(trained)
  const layers = listInnerLayers(request)
  const layer = layers.find(({ id }) => id === wanted) ?? usualLayer(layers, trained.training.mode)
  const validation = await rows('validation')
  const data = pickRows(validation, choosePlaces(validation.rows, most, seed))
  const answer = { ...compileActivations(request, layer.id), output: 'codes', weights, data } as const
  const values = await answerRows(answer, tools)
  const { points, explained } = await layOut(
    { values, width: layer.width },
    { method, neighbours, seed },
    tools,
  )
  const { output } = meta.fitted
  return {
    ...{ method, layer: layer.id, layers, points, explained },
    targets: targetsOf(meta, data.y),
    labels: output.kind === 'classes' ? output.labels : [],
    strip: createRowShower(meta, data.x).strip(data.x, data.rows),
    rowCount: validation.rows,
  }
}

/** The bottleneck of an autoencoder; of others the last layer before the output, which the answer is made of. */
function usualLayer(layers: readonly InnerWidth[], mode: string): InnerWidth {
  const narrowest = layers.reduce<InnerWidth | null>(
    (least, layer) => (least === null || layer.width < least.width ? layer : least),
    null,
  )
  return (mode === 'autoencoder' ? narrowest : layers.at(-1)) ?? { id: '', width: 0 }
}
