/** @file What follows from a model spec before any graph is built: connections, shapes, parameters, groups. */
import { latentInput, type InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec, PlacedBackbone } from '../../../shared/domain/modelSpec'
import type { Output } from '../../../shared/domain/task'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { headOf, type Head, type HeadRequest } from '../layers/head'
import type { LayerPlace } from '../layers/layer'
import type { Misfit } from '../layers/misfit'
import type { ParameterSpec } from '../layers/parameter'
import { misfitOf, outputShapeOf, parametersOf } from '../layers/registry'
import { groupParameters, type ParameterGroup } from '../optimizers/groupParameters'
import { holdBackbones } from './holdBackbones'
import { connectLayers, type Connections, type Source } from './connectLayers'
import type { PlannedLayer } from './plannedLayer'

export type { PlannedLayer } from './plannedLayer'

/** A model and what it stands between. */
export interface ModelRequest extends HeadRequest {
  readonly layers: readonly LayerSpec[]
  /** Of the data; a list of layers begins at the first one. */
  readonly inputs: readonly InputSpec[]
  /** Of adversarial training only. */
  readonly discriminator?: readonly LayerSpec[] | undefined
  /** Which layers were trained before. */
  readonly backbones?: readonly PlacedBackbone[] | undefined
}

export interface ModelPlan {
  /** Those that are read, in the order of the data; random numbers for a generator. */
  readonly inputs: readonly InputSpec[]
  readonly head: Head
  readonly connections: Connections
  readonly layers: readonly PlannedLayer[]
  readonly parameters: readonly ParameterSpec[]
  readonly groups: readonly ParameterGroup[]
  /** The network that judges what this one makes; null but in adversarial training. */
  readonly judge: ModelPlan | null
}

/** Never throws; what is wrong stands in `connections.badLinks` and in the layers' `misfit`. */
export function planModel(request: ModelRequest): ModelPlan {
  const head = headOf(request)
  const { layers, inputs, discriminator = [], backbones = [], training = DEFAULT_TRAINING } = request
  if (head.goal !== 'generation') return planNetwork({ layers, inputs, head, backbones })
  const judge = planNetwork({
    ...{ layers: discriminator, inputs, backbones, prefix: 'discriminator:' },
    head: headOf({ output: JUDGED, training: { ...training, mode: 'supervised' } }),
  })
  return { ...planNetwork({ layers, inputs: [latentInput(training.latentSize)], head, backbones }), judge }
}

/** Of a row: whether it was made, or is real. */
const JUDGED: Output = { kind: 'classes', labels: ['made', 'real'] }

export interface Network {
  readonly layers: readonly LayerSpec[]
  readonly inputs: readonly InputSpec[]
  readonly head: Head
  readonly backbones?: readonly PlacedBackbone[]
  readonly prefix?: string
}

/** The plan of one network with a head of its own. */
export function planNetwork({ layers, inputs, head, backbones = [], prefix = '' }: Network): ModelPlan {
  const connections = connectLayers(layers, inputs)
  const planned: PlannedLayer[] = []
  for (const [index, spec] of layers.entries()) {
    planned.push(planLayer(spec, connections.sources[index] ?? [], { planned, head }))
  }
  holdBackbones(planned, backbones)
  const parameters = planned.flatMap((layer) => layer.parameters)
  return {
    inputs: inputs.filter((input) => isRead(input, connections)),
    head,
    connections,
    layers: planned,
    parameters,
    groups: groupParameters(parameters, prefix),
    judge: null,
  }
}

/** A model is one network, or two. */
export function networksOf(plan: ModelPlan): readonly ModelPlan[] {
  return plan.judge === null ? [plan] : [plan, plan.judge]
}

/** What the data has to give: to the network that judges, where there are two. */
export function dataInputsOf(plan: ModelPlan): readonly InputSpec[] {
  return (plan.judge ?? plan).inputs
}

interface Around {
  readonly planned: readonly PlannedLayer[]
  readonly head: Head
}

function planLayer(spec: LayerSpec, sources: readonly Source[], { planned, head }: Around): PlannedLayer {
  const inputShapes = sources.map((source) =>
    source.kind === 'data' ? source.input.shape : (planned[source.index]?.outputShape ?? []),
  )
  const place: LayerPlace = {
    inputShapes,
    inputShape: inputShapes[0] ?? [],
    vocabulary: Math.max(0, ...sources.map((source) => vocabularyOf(source, planned))),
    head,
  }
  // Behind a layer that does not fit nothing can be said.
  const isKnown = inputShapes.length > 0 && inputShapes.every((shape) => shape.length > 0)
  const isOfTokens = sources.some((source) => isTokens(source, planned))
  const misfit = isKnown ? ((isOfTokens ? misreadTokens(spec) : null) ?? misfitOf(spec, place)) : null
  const fits = isKnown && misfit === null
  const outputShape = fits ? outputShapeOf(spec, place) : []
  const parameters = fits ? parametersOf(spec, place) : []
  return { spec, sources, place, misfit, outputShape, parameters, holds: null }
}

/** An input layer hands on the tokens of the data; any other layer makes numbers of them. */
function vocabularyOf(source: Source, planned: readonly PlannedLayer[]): number {
  if (source.kind === 'data') return source.input.vocabulary
  const layer = planned[source.index]
  return layer?.spec.kind === 'input' ? layer.place.vocabulary : 0
}

/** Whether whole numbers come in that stand for something else. */
function isTokens(source: Source, planned: readonly PlannedLayer[]): boolean {
  if (source.kind === 'data') return source.input.kind === 'tokens'
  const layer = planned[source.index]
  return layer?.spec.kind === 'input' && layer.sources.some((given) => isTokens(given, planned))
}

/** To compute with them as they are would make something of the order in which words were counted. */
function misreadTokens({ kind }: LayerSpec): Misfit | null {
  return kind === 'embedding' || kind === 'input'
    ? null
    : { reason: 'tokens', expected: 'numbers', found: 'tokens' }
}

function isRead(input: InputSpec, { sources }: Connections): boolean {
  return sources.flat().some((source) => source.kind === 'data' && source.input === input)
}
