/** @file A worked example: the graph of a training step, run by the reference kernels, a few times in a row. */
import {
  MOST_EXAMPLE_NUMBERS,
  type Example,
  type ExampleRound,
  type ExampleTraining,
} from '../../../shared/domain/example'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../shared/domain/trainingSpec'
import { AppError } from '../../../shared/errors/appError'
import { planNetwork, type ModelPlan } from '../compile/modelPlan'
import { sizeOf } from '../graph/tensorType'
import type { Head } from '../layers/head'
import type { ParameterSpec } from '../layers/parameter'
import { evaluateGraph } from '../reference/evaluateGraph'
import { full, tensor, type Tensor } from '../reference/tensor'
import { buildExampleGraph, EXAMPLE_NAMES, type ExampleGraph } from './exampleGraph'
import { showStates } from './showStates'
import { splitActivations, type SplitLayer } from './splitActivations'

export interface ExampleRequest {
  readonly layers: readonly LayerSpec[]
  readonly inputs: readonly InputSpec[]
  readonly head: Head
  readonly training: ExampleTraining
  /** Numbers of one row, by the names of the inputs. */
  readonly row: Readonly<Record<string, readonly number[]>>
  /** A number a unit, or, of several classes, the index of the class. */
  readonly target: readonly number[]
  /** By the names of the weights, row-major. */
  readonly weights: Readonly<Record<string, readonly number[]>>
}

/** @returns how many numbers a row of a network makes, weights included. */
function countExampleNumbers({
  layers,
  inputs,
  head,
}: Pick<ExampleRequest, 'layers' | 'inputs' | 'head'>): number {
  const plan = planNetwork({ layers, inputs, head })
  const outputs = plan.layers.map(({ outputShape }) => sizeOf(outputShape))
  const weights = plan.parameters.map(({ shape }) => sizeOf(shape))
  return [...outputs, ...weights].reduce((total, size) => total + size, 0)
}

/** @throws {example/too-large} */
export function refuseLargeExample(network: Pick<ExampleRequest, 'layers' | 'inputs' | 'head'>): void {
  const count = countExampleNumbers(network)
  if (count > MOST_EXAMPLE_NUMBERS)
    throw new AppError('example/too-large', { count, limit: MOST_EXAMPLE_NUMBERS })
}

/** @returns the weights of a network, in the order in which their first values are drawn. */
export function planExampleWeights(
  network: Pick<ExampleRequest, 'layers' | 'inputs' | 'head'>,
): readonly ParameterSpec[] {
  return planNetwork(network).parameters
}

/**
 * @throws {example/too-large} @throws {model/invalid} where the layers do not fit.
 */
export function runExample(request: ExampleRequest): Example {
  refuseLargeExample(request)
  const split = splitActivations(showStates(request))
  const plan = planNetwork({ ...request, layers: split.map(({ spec }) => spec) })
  const misfit = plan.layers.find((layer) => layer.misfit !== null || layer.outputShape.length === 0)
  if (misfit) throw new AppError('model/invalid', { path: misfit.spec.id })
  const training = trainingOf(request.training)
  const built = buildExampleGraph(plan, training)
  return {
    inputs: plan.inputs.map(({ name, shape }) => ({
      name,
      shape: [...shape],
      values: [...(request.row[name] ?? [])],
    })),
    target: oneHotTarget(request),
    layers: describeLayers(plan, split),
    weights: describeWeights(plan),
    link: request.head.link,
    loss: lossOf(request.head),
    training: request.training,
    rounds: runRounds(request, { plan, training, built }),
  }
}

function trainingOf({ optimizer, learningRate, momentum }: ExampleTraining): TrainingSpec {
  const name = optimizer === 'momentum' ? 'sgd' : optimizer
  return {
    ...DEFAULT_TRAINING,
    optimizer: name,
    learningRate,
    momentum: optimizer === 'momentum' ? momentum : 0,
  }
}

interface Built {
  readonly plan: ModelPlan
  readonly training: TrainingSpec
  readonly built: ExampleGraph
}

function runRounds(request: ExampleRequest, { plan, training, built }: Built): ExampleRound[] {
  const { graph, optimizer } = built
  const rounds: ExampleRound[] = []
  let state = firstState(request, plan, optimizer.slots.length)
  for (let step = 1; step <= request.training.rounds; step++) {
    const numbers = Object.entries(optimizer.numbers).map(([name, { at }]) => {
      const value = at({ training, step, learningRate: training.learningRate })
      return [EXAMPLE_NAMES.number(name as 'stepSize'), tensor([], [value])] as const
    })
    const found = evaluateGraph(graph, new Map([...rowFeeds(request, plan), ...state, ...numbers]))
    const read = (name: string): number[] => [...(found.get(name)?.values ?? [])]
    rounds.push(toRound(plan, { state, read, training, slots: optimizer.slots.length }))
    state = new Map([...state.keys()].map((name) => [name, found.get(name) ?? full([], 0)]))
    if (!Number.isFinite(read(EXAMPLE_NAMES.loss)[0])) break
  }
  return rounds
}

function rowFeeds(
  { row, target, head }: ExampleRequest,
  { inputs }: ModelPlan,
): (readonly [string, Tensor])[] {
  const isIndex = head.goal === 'multiclass'
  return [
    ...inputs.map(({ name, shape }) => {
      const feed = inputs.length > 1 || name !== 'x' ? `x:${name}` : name
      return [feed, tensor([1, ...shape], row[name] ?? [])] as const
    }),
    [EXAMPLE_NAMES.target, tensor(isIndex ? [1] : [1, head.units], target)],
  ]
}

function firstState(
  { weights }: ExampleRequest,
  { parameters }: ModelPlan,
  slots: number,
): Map<string, Tensor> {
  return new Map(
    parameters.flatMap(({ name, shape, isTrained }, index) => [
      [EXAMPLE_NAMES.weight(index), tensor(shape, weights[name] ?? new Float64Array(sizeOf(shape)))] as const,
      ...Array.from(
        { length: isTrained ? slots : 0 },
        (_, slot) => [EXAMPLE_NAMES.slot(index, slot), full(shape, 0)] as const,
      ),
    ]),
  )
}

interface RoundParts {
  readonly state: ReadonlyMap<string, Tensor>
  readonly read: (name: string) => number[]
  readonly training: TrainingSpec
  readonly slots: number
}

function toRound(
  { layers, parameters }: ModelPlan,
  { state, read, training, slots }: RoundParts,
): ExampleRound {
  const byWeight = <T>(find: (index: number) => T): T[] => parameters.map((_, index) => find(index))
  return {
    loss: read(EXAMPLE_NAMES.loss)[0] ?? Number.NaN,
    outputs: layers.map((_, index) => read(EXAMPLE_NAMES.output(index))),
    outputDerivatives: layers.map((_, index) => read(EXAMPLE_NAMES.outputDerivative(index))),
    prediction: read(EXAMPLE_NAMES.prediction),
    predictionDerivative: read(EXAMPLE_NAMES.predictionDerivative),
    weights: byWeight((index) => [...(state.get(EXAMPLE_NAMES.weight(index))?.values ?? [])]),
    derivatives: byWeight((index) => read(EXAMPLE_NAMES.derivative(index))),
    after: byWeight((index) => read(EXAMPLE_NAMES.weight(index))),
    slots: Array.from({ length: slots }, (_, slot) =>
      byWeight((index) =>
        read(EXAMPLE_NAMES.slot(index, slot)).map((value) => value * shareOf(training, slot)),
      ),
    ),
  }
}

/** The engine keeps Adam's means scaled: m / (1 − β₁) and v / (1 − β₂). */
function shareOf({ optimizer, beta1, beta2 }: TrainingSpec, slot: number): number {
  if (optimizer !== 'adam') return 1
  return slot === 0 ? 1 - beta1 : 1 - beta2
}

function oneHotTarget({ head, target }: ExampleRequest): number[] {
  if (head.goal !== 'multiclass') return [...target]
  return Array.from({ length: head.units }, (_, unit) => (unit === target[0] ? 1 : 0))
}

function describeLayers({ layers }: ModelPlan, split: readonly SplitLayer[]): Example['layers'] {
  return layers.map(({ spec, sources, outputShape }, index) => ({
    name: split[index]?.name ?? spec.id,
    part: split[index]?.part ?? 'whole',
    spec,
    reads: sources.map((source) => (source.kind === 'data' ? source.input.name : source.index)),
    shape: [...outputShape],
  }))
}

function describeWeights({ layers }: ModelPlan): Example['weights'] {
  return layers.flatMap(({ parameters }, layer) =>
    parameters.map(({ name, shape, l1, l2, maxNorm, isTrained }) => ({
      ...{ name, layer, shape: [...shape], l1, l2, maxNorm, isTrained },
    })),
  )
}

function lossOf({ goal, loss, settings }: Head): Example['loss'] {
  if (loss === 'mse') return 'meanSquared'
  if (loss !== 'crossEntropy' || settings.labelSmoothing > 0) return 'other'
  return goal === 'multiclass' ? 'crossEntropy' : 'binaryCrossEntropy'
}
