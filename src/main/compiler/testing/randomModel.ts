/** @file Models of any layers in any order, the same for the same seed: what nobody would think of trying. */
import type { InputSpec } from '../../../shared/domain/modelInput'
import { ACTIVATIONS, type LayerSpec } from '../../../shared/domain/modelSpec'
import { type NewKind, newLayer } from '../../../shared/domain/newLayer'
import { createRandom, type Random } from '../../../shared/util/random'
import { planModel, type ModelPlan, type ModelRequest } from '../compile/modelPlan'
import { sizeOf } from '../graph/tensorType'

const LARGEST = 150
const ATTEMPTS = 8

/** Values of settings that layers of many kinds have, tried where a layer has them. */
function drawValues(random: Random): Readonly<Record<string, unknown>> {
  const small = () => 1 + random.integer(3)
  const flag = () => random.integer(2) === 0
  const pick = <T>(...items: readonly T[]): T | undefined => items[random.integer(items.length)]
  return {
    ...{ units: small(), filters: small(), kernelSize: small(), heads: small(), keyUnits: small() },
    ...{ strides: pick(1, 2), poolSize: pick(1, 2), size: pick(1, 2), groups: pick(1, 2), count: small() },
    ...{ padding: pick('valid', 'same'), activation: pick(...ACTIVATIONS), rate: pick(0, 0.2) },
    ...{ scale: flag(), center: flag(), useBias: flag(), isShared: flag(), isCausal: flag() },
    ...{ normFirst: flag(), returnSequences: flag(), resetAfter: flag(), feedForwardUnits: small() },
    ...{ direction: pick('forward', 'backward', 'both'), interpolation: pick('nearest', 'bilinear') },
    ...{ method: pick('learnt', 'sinusoidal'), shape: pick([-1], [-1, 1], [1, -1], [-1, 1, 1]) },
    order: pick([1], [2, 1], [3, 1, 2], [1, 3, 2]),
  }
}

const ANY: readonly NewKind[] = [
  ...(['dense', 'activation', 'leakyRelu', 'prelu', 'dropout', 'gaussianNoise', 'batchNorm'] as const),
  ...(['layerNorm', 'groupNorm', 'flatten', 'reshape', 'permute', 'add', 'multiply', 'concatenate'] as const),
]
const STEPS: readonly NewKind[] = [
  ...(['cropping1d', 'zeroPadding1d', 'masking', 'multiHeadAttention', 'transformerBlock'] as const),
  ...(['positionalEncoding', 'spatialDropout', 'conv1d', 'separableConv1d', 'maxPool1d'] as const),
  ...([
    'averagePool1d',
    'globalAveragePool',
    'globalMaxPool',
    'upSample1d',
    'lstm',
    'gru',
    'simpleRnn',
  ] as const),
]
const PICTURES: readonly NewKind[] = [
  ...(['cropping2d', 'zeroPadding2d', 'spatialDropout', 'conv2d', 'depthwiseConv2d'] as const),
  ...(['separableConv2d', 'conv2dTranspose', 'maxPool2d', 'averagePool2d', 'globalAveragePool'] as const),
  ...(['globalMaxPool', 'upSample2d'] as const),
]
const KINDS: readonly (readonly NewKind[])[] = [
  [],
  [...ANY, 'repeatVector'],
  [...ANY, ...STEPS],
  [...ANY, ...PICTURES],
]

function drawInput(random: Random): InputSpec {
  const size = () => 2 + random.integer(4)
  const shapes = [[size()], [size(), size()], [size(), size(), 1 + random.integer(3)]]
  const rank = random.integer(3)
  const kind = (['table', 'sequence', 'image'] as const)[rank] ?? 'table'
  return { name: 'x', kind, shape: shapes[rank] ?? [1], vocabulary: 0 }
}

/** @returns a layer that may not fit. */
function drawLayer(random: Random, before: readonly LayerSpec[], rank: number): LayerSpec | null {
  const kinds = KINDS[rank] ?? []
  const kind = kinds[random.integer(kinds.length)]
  const last = before.at(-1)
  if (kind === undefined || last === undefined) return null
  const id = `l${before.length}`
  const values = drawValues(random)
  const plain = newLayer(kind, id)
  const known = Object.entries(values).filter(([name]) => name in plain)
  const other = before[random.integer(before.length)] ?? last
  const isMerge = kind === 'add' || kind === 'multiply' || kind === 'concatenate'
  const inputs = isMerge ? { inputs: [last.id, other.id] } : {}
  return newLayer(kind, id, { ...Object.fromEntries(known), ...inputs } as object)
}

/** Everything fits, and all of it reaches the output. */
export function randomModel(seed: number): ModelRequest {
  const random = createRandom(seed)
  const inputs = [drawInput(random)]
  const output = random.integer(2)
    ? { kind: 'number' as const }
    : { kind: 'classes' as const, labels: ['a', 'b', 'c'] }
  const request = (layers: readonly LayerSpec[]): ModelRequest => ({ layers, inputs, output })
  const layers: LayerSpec[] = [newLayer('input', 'start', { source: 'x' })]
  const depth = 2 + random.integer(5)
  for (let attempt = 0; attempt < depth * ATTEMPTS && layers.length <= depth; attempt++) {
    const rank = lastShape(planModel(request(layers))).length
    const layer = drawLayer(random, layers, rank)
    if (layer && fits(planModel(request([...layers, layer])))) layers.push(layer)
  }
  const isRow = lastShape(planModel(request(layers))).length === 1
  return request([...layers, ...(isRow ? [] : [newLayer('flatten', 'end')]), newLayer('output', 'output')])
}

function lastShape({ layers }: ModelPlan): readonly number[] {
  return layers.at(-1)?.outputShape ?? []
}

function fits(plan: ModelPlan): boolean {
  const shape = lastShape(plan)
  return plan.layers.at(-1)?.misfit === null && shape.length > 0 && sizeOf(shape) <= LARGEST
}
