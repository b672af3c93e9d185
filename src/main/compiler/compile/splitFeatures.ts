/** @file Where a model can be cut in two: what stands still makes features, which need to be computed only once. */
import { type InputSpec, MAIN_INPUT } from '../../../shared/domain/modelInput'
import type { LayerSpec, ModelSpec, PlacedBackbone } from '../../../shared/domain/modelSpec'
import type { TrainingMode } from '../../../shared/domain/task'
import { emitForwardProgram } from '../backends/onnx/emitForwardProgram'
import { encodeModel } from '../backends/onnx/proto'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats, sizeOf } from '../graph/tensorType'
import { channelsLast } from '../layers/feature'
import { stepBytes } from '../memory/graphMemory'
import { simplify } from '../passes/simplify'
import { addInputs } from './addInputs'
import { lookUp } from './addWeights'
import { lowerLayers } from './lowerLayers'
import { planModel, type ModelPlan, type ModelRequest, type PlannedLayer } from './modelPlan'

export interface FeatureSplit {
  /** Of the data, that the features are made of. */
  readonly input: InputSpec
  /** The same input as the rest reads it. */
  readonly features: InputSpec
  /** The layers that make them, the last of which hands them on. */
  readonly extractor: readonly LayerSpec[]
  /** The model behind them; parameters have the names they have in the whole. */
  readonly rest: ModelSpec
}

/** Features of a row may not be more numbers than what they are made of: to read them would cost more than it saves. */
const LARGEST_SHARE = 1

/** Rows are only read. What an autoencoder gives back, and what a discriminator sees, are the rows themselves. */
const READING_MODES: ReadonlySet<TrainingMode> = new Set(['supervised', 'embedding'])

/**
 * Cuts behind the last layer that stands still, with everything before it, and that hands on all that the rest needs of an input.
 * @returns null where no such layer is there: nothing is frozen, or something that is trained reads the same input
 */
export function splitFeatures(request: ModelRequest): FeatureSplit | null {
  if (request.backbones === undefined || !READING_MODES.has(request.training?.mode ?? 'supervised'))
    return null
  const plan = planModel(request)
  const networks = new Set(request.backbones.flatMap(({ layers }) => layers.map(({ id }) => id)))
  for (let index = plan.layers.length - 2; index >= 0; index--) {
    const cut = cutAt(plan, index)
    if (cut !== null && hasNetwork(plan, cut, networks)) return split(request, plan, cut)
  }
  return null
}

/** To keep pictures that are only scaled would save nothing. */
function hasNetwork({ layers }: ModelPlan, { before }: Cut, networks: ReadonlySet<string>): boolean {
  return [...before].some((place) => networks.has(layers[place]?.spec.id ?? ''))
}

interface Cut {
  readonly index: number
  readonly input: InputSpec
  /** Places of the layers before it, and its own. */
  readonly before: ReadonlySet<number>
}

function cutAt(plan: ModelPlan, index: number): Cut | null {
  const { layers } = plan
  const last = layers[index]
  if (last?.holds !== 'all' || last.outputShape.length === 0) return null
  const before = ancestorsOf(layers, index)
  const parts = [...before].flatMap((place) => layers[place] ?? [])
  if (!parts.every((part) => part.holds === 'all' || part.spec.kind === 'input')) return null
  const inputs = new Set(parts.flatMap(({ sources }) => sources.flatMap(inputOf)))
  const [input] = inputs
  if (input === undefined || inputs.size > 1 || input.kind === 'tokens' || !marksNothing(parts)) return null
  if (sizeOf(last.outputShape) > LARGEST_SHARE * sizeOf(input.shape)) return null
  const isApart = layers.every(
    ({ sources }, place) =>
      before.has(place) ||
      sources.every((source) =>
        source.kind === 'data' ? source.input !== input : source.index === index || !before.has(source.index),
      ),
  )
  return isApart ? { index, input, before } : null
}

function inputOf(source: PlannedLayer['sources'][number]): InputSpec[] {
  return source.kind === 'data' ? [source.input] : []
}

/** Which steps are padding is not told by numbers alone. */
function marksNothing(parts: readonly PlannedLayer[]): boolean {
  return parts.every(({ spec }) => spec.kind !== 'masking')
}

function ancestorsOf(layers: readonly PlannedLayer[], index: number): Set<number> {
  const found = new Set([index])
  for (let place = index; place >= 0; place--) {
    if (!found.has(place)) continue
    for (const source of layers[place]?.sources ?? []) if (source.kind === 'layer') found.add(source.index)
  }
  return found
}

const KINDS = { 1: 'table', 2: 'sequence', 3: 'image' } as const

/** An input layer of the same name stands where the last of them stood. */
function split(request: ModelRequest, plan: ModelPlan, { index, input, before }: Cut): FeatureSplit {
  const shape = [...(plan.layers[index]?.outputShape ?? [])]
  const kind = KINDS[shape.length as 1 | 2 | 3]
  const source = plan.inputs.length > 1 ? input.name : MAIN_INPUT
  const rest = request.layers.flatMap((layer, place): LayerSpec[] => {
    if (!before.has(place)) return [layer]
    return place === index ? [{ kind: 'input', id: layer.id, source }] : []
  })
  const { discriminator, backbones = [] } = request
  const kept = new Set(rest.flatMap(({ id, kind: itsKind }) => (itsKind === 'input' ? [] : [id])))
  const held = backbones.flatMap((backbone) => withoutLayers(backbone, kept))
  return {
    input,
    features: { name: input.name, kind, shape, vocabulary: 0 },
    extractor: request.layers.filter((_, place) => before.has(place)),
    rest: {
      layers: rest,
      ...(discriminator ? { discriminator: [...discriminator] } : {}),
      ...(held.length > 0 ? { backbones: held } : {}),
    },
  }
}

/** What is left of a backbone; its weights were counted when it was whole. */
function withoutLayers(backbone: PlacedBackbone, kept: ReadonlySet<string>): PlacedBackbone[] {
  const { scaling } = backbone
  const layers = backbone.layers.filter(({ id }) => kept.has(id))
  if (layers.length === 0) return []
  const isWhole = layers.length === backbone.layers.length
  return [
    {
      ...backbone,
      layers,
      weightCount: isWhole ? backbone.weightCount : null,
      scaling: scaling !== null && kept.has(scaling.layer) ? scaling : null,
    },
  ]
}

export interface CompiledFeatures {
  readonly plan: ModelPlan
  readonly program: Uint8Array
  /** So many rows at once need little memory. */
  readonly mostRows: number
}

const MOST_BYTES = 64 * 2 ** 20
const SAMPLE_ROWS = 16

/** ONNX; inputs: parameters by their own names, and the data's input. Output: `features`, channels last. */
export function compileFeatures({ extractor, input }: FeatureSplit, request: ModelRequest): CompiledFeatures {
  const plan = planModel({ ...request, layers: extractor, inputs: [input] })
  const builder = new GraphBuilder()
  const inputs = addInputs(builder, plan.inputs)
  const parameter = lookUp(
    plan.parameters.map(
      ({ name, shape }) => [name, builder.input(name, 'setting', floats(...shape))] as const,
    ),
  )
  const { made } = lowerLayers(builder, plan, { parameter, input: inputs, isTraining: false })
  for (const last of made.slice(-1)) builder.output('features', channelsLast(builder, last))
  const graph = simplify(builder.build())
  const bytesPerRow = Math.max(1, stepBytes(graph, SAMPLE_ROWS) / SAMPLE_ROWS)
  const mostRows = Math.max(1, Math.floor(MOST_BYTES / bytesPerRow))
  return { plan, program: encodeModel(emitForwardProgram(graph, 'features')), mostRows }
}
