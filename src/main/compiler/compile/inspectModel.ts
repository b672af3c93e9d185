/** @file What a user is told of a model while building it: shapes, weights, memory, and everything that is wrong. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import type { Diagnostic } from '../../../shared/domain/modelCheck'
import { isLossOf } from '../../../shared/domain/loss'
import { TRAINING_ID } from '../../../shared/domain/settingCatalogue'
import type { Goal } from '../../../shared/domain/task'
import { DEFAULT_TRAINING, type OptimizerName, type TrainingSpec } from '../../../shared/domain/trainingSpec'
import { sizeOf } from '../graph/tensorType'
import { estimateMemory, type ResidentRows } from '../memory/estimateMemory'
import { UPDATE_RULES } from '../optimizers/registry'
import { reachesEnd } from './connectLayers'
import { splitFeatures } from './splitFeatures'
import { networksOf, planModel, type ModelPlan, type ModelRequest, type PlannedLayer } from './modelPlan'

export interface InspectRequest extends ModelRequest {
  /** The usual ones where they are absent. */
  readonly training?: TrainingSpec
  readonly batchSize: number
  readonly optimizer: OptimizerName
  /** Of the data that stays in memory; left out of the estimate where they are absent. */
  readonly rows?: ResidentRows
}

export interface LayerInspection {
  readonly id: string
  /** Sizes of the output's axes but the batch. */
  readonly outputShape: number[]
  readonly weights: number
}

export interface ModelInspection {
  /** All that is wrong, in the order of the layers; empty for a model that compiles. */
  readonly diagnostics: Diagnostic[]
  readonly layers: LayerInspection[]
  readonly weights: number
  /** Estimate for one training on the processor; a rough one for a model that does not compile. */
  readonly memoryBytes: number
}

const BYTES = 4
/** Weights of the largest model: with Adam, four tensors of that size stay below 8 GiB. */
const LARGEST_MODEL = 500_000_000

/** Never throws, whatever the layers are; quick enough for every keystroke. */
export function inspectModel(request: InspectRequest): ModelInspection {
  const plan = planModel(request)
  const layers = networksOf(plan).flatMap((network) => network.layers.map(inspectLayer))
  const weights = layers.reduce((total, layer) => total + layer.weights, 0)
  const diagnostics = diagnose(request, plan)
  const { training = DEFAULT_TRAINING, batchSize, optimizer } = request
  const memoryBytes =
    diagnostics.length === 0
      ? estimateMemory({ ...trainedPart(request), training: { ...training, batchSize, optimizer } }).total
      : guessMemory(request, layers, weights)
  return { diagnostics, layers, weights, memoryBytes }
}

/** Features of what is frozen are made before the training. */
function trainedPart(request: InspectRequest): InspectRequest {
  const split = splitFeatures(request)
  if (split === null) return request
  const inputs = request.inputs.map((input) => (input.name === split.input.name ? split.features : input))
  return { ...request, layers: split.rest.layers, backbones: split.rest.backbones, inputs }
}

/** All that is wrong with a model. */
export function diagnoseModel(request: ModelRequest): Diagnostic[] {
  return diagnose(request, planModel(request))
}

function diagnose(request: ModelRequest, plan: ModelPlan): Diagnostic[] {
  const networks = networksOf(plan)
  const mistakes = [
    ...findMisplaced(request),
    ...networks.flatMap((network) => [...findBadLinks(network), ...findMisfits(network)]),
  ]
  const weights = networks.flatMap(({ parameters }) => parameters.map(({ shape }) => sizeOf(shape)))
  const total = weights.reduce((sum, size) => sum + size, 0)
  return [
    ...mistakes,
    // Where layers do not fit, their weights are not known.
    ...findUntrainable(request, mistakes.length === 0 ? total : null),
    ...findLossMismatch(request, plan.head.goal),
    ...findLackOfClasses(plan),
  ]
}

function inspectLayer({ spec, outputShape, parameters }: PlannedLayer): LayerInspection {
  const weights = parameters.reduce((total, { shape }) => total + sizeOf(shape), 0)
  return { id: spec.id, outputShape: [...outputShape], weights }
}

/** An id names one layer, of whichever network. */
function findMisplaced({ layers, discriminator = [], training }: ModelRequest): Diagnostic[] {
  const seen = new Set<string>()
  if (training?.mode !== 'adversarial') return findMisplacedIn(layers, seen)
  if (discriminator.length > 0) return [layers, discriminator].flatMap((list) => findMisplacedIn(list, seen))
  return [
    ...findMisplacedIn(layers, seen),
    { code: 'model/no-discriminator', path: layers[0]?.id ?? '', details: {} },
  ]
}

/** The output layer stands at the end, once. */
function findMisplacedIn(layers: readonly LayerSpec[], seen: Set<string>): Diagnostic[] {
  const last = layers.at(-1)
  const found: Diagnostic[] = []
  for (const layer of layers) {
    if (seen.has(layer.id))
      found.push({ code: 'model/duplicate-id', path: layer.id, details: { id: layer.id } })
    seen.add(layer.id)
    if (layer.kind === 'output' && layer !== last) {
      found.push({ code: 'model/output-not-last', path: layer.id, details: { id: layer.id } })
    }
  }
  if (!layers.some(({ kind }) => kind === 'output')) {
    found.push({ code: 'model/no-output', path: last?.id ?? '', details: {} })
  }
  return found
}

function findBadLinks({ connections, layers }: ModelPlan): Diagnostic[] {
  const isEndFound = connections.badLinks.length === 0 && layers.at(-1)?.spec.kind === 'output'
  const reached = isEndFound ? reachesEnd(connections) : []
  return [
    ...connections.badLinks.map(({ code, layer, input }) => ({ code, path: layer, details: { input } })),
    ...layers
      .filter((_, index) => reached[index] === false)
      .map(({ spec }) => ({ code: 'model/unused-layer' as const, path: spec.id, details: {} })),
  ]
}

function findMisfits({ layers }: ModelPlan): Diagnostic[] {
  return layers.flatMap(({ spec, misfit }) =>
    misfit ? [{ code: 'model/shape-mismatch' as const, path: spec.id, details: { ...misfit } }] : [],
  )
}

function findUntrainable({ layers, inputs }: ModelRequest, weights: number | null): Diagnostic[] {
  const path = layers[0]?.id ?? ''
  if (weights === 0 || inputs.some(({ shape }) => sizeOf(shape) === 0))
    return [{ code: 'model/nothing-to-learn', path, details: {} }]
  if (weights !== null && weights > LARGEST_MODEL) {
    return [{ code: 'model/too-large', path, details: { weights, limit: LARGEST_MODEL } }]
  }
  return []
}

function findLackOfClasses({ head }: ModelPlan): Diagnostic[] {
  return head.goal === 'embedding' && head.classCount === 0
    ? [{ code: 'model/no-classes', path: `${TRAINING_ID}.mode`, details: {} }]
    : []
}

function findLossMismatch({ training }: ModelRequest, goal: Goal): Diagnostic[] {
  const loss = training?.loss ?? 'auto'
  return isLossOf(goal, loss)
    ? []
    : [{ code: 'model/loss-mismatch', path: `${TRAINING_ID}.loss`, details: { loss } }]
}

/** Weights, gradients and the optimizer's state, and a batch of what layers put out. */
function guessMemory(request: InspectRequest, layers: readonly LayerInspection[], weights: number): number {
  const { slots } = UPDATE_RULES[request.optimizer === 'sgd' ? 'momentum' : request.optimizer]
  const tensors = 2 + slots.length
  const given = request.inputs.reduce((total, { shape }) => total + sizeOf(shape), 0)
  const width = layers.reduce((total, { outputShape }) => total + sizeOf(outputShape), given)
  return BYTES * (weights * tensors + 2 * request.batchSize * width)
}
