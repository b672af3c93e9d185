/** @file One training step as a graph that keeps every number: outputs of layers, all derivatives, and the weights after it. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { pullBack } from '../autodiff/differentiate'
import { addInputs } from '../compile/addInputs'
import { lookUp } from '../compile/addWeights'
import { lowerLayers } from '../compile/lowerLayers'
import type { ModelPlan } from '../compile/modelPlan'
import type { Graph, Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { channelsLast, type Feature } from '../layers/feature'
import type { Head } from '../layers/head'
import type { ParameterSpec } from '../layers/parameter'
import { addLoss, addPenalties, addPredictions, targetType, type Penalised } from '../losses/addLoss'
import type { Optimizer, StepNumberName } from '../optimizers/optimizer'
import { optimizerOf } from '../optimizers/registry'

/** How the parts of the graph are called: by the place of a layer, and by the place of a weight. */
export const EXAMPLE_NAMES = {
  target: 'y',
  loss: 'loss',
  prediction: 'prediction',
  predictionDerivative: 'predictionDerivative',
  output: (layer: number) => `output:${layer}`,
  outputDerivative: (layer: number) => `outputDerivative:${layer}`,
  weight: (weight: number) => `weight:${weight}`,
  derivative: (weight: number) => `derivative:${weight}`,
  slot: (weight: number, slot: number) => `slot:${weight}:${slot}`,
  number: (name: StepNumberName) => `number:${name}`,
} as const
const N = EXAMPLE_NAMES

export interface ExampleGraph {
  readonly graph: Graph
  readonly optimizer: Optimizer
}

/**
 * Inputs: those of the data, the target, weights, slots, and the optimizer's numbers. Outputs: all of `EXAMPLE_NAMES`, weights and
 * slots after the step under the names of the inputs. Noise is left out.
 */
export function buildExampleGraph(plan: ModelPlan, training: TrainingSpec): ExampleGraph {
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const isReconstruction = plan.head.goal === 'reconstruction'
  const type = isReconstruction ? floats('batch', plan.head.units) : targetType(plan.head)
  const targets = builder.input(N.target, 'rows', type)
  const weights = plan.parameters.map(({ shape }, index) =>
    builder.input(N.weight(index), 'carried', floats(...shape)),
  )
  const parameter = lookUp(
    plan.parameters.map(({ name }, index) => [name, weights[index] ?? targets] as const),
  )
  const { logits, made, updates } = lowerLayers(builder, plan, {
    ...{ parameter, input, isTraining: true, isQuiet: true, keepsAll: true },
  })
  const prediction = addPredictions(builder, plan.head, logits)
  builder.output(N.prediction, prediction)
  // Told from what comes out behind the last activation, which thereby has a derivative of its own.
  const isOfMade = isReconstruction && plan.head.loss !== 'crossEntropy' && prediction !== logits
  const head: Head = isOfMade ? { ...plan.head, link: 'linear' } : plan.head
  const given = isOfMade ? prediction : logits
  const batchLoss = addLoss(builder, head, { logits: given, targets, classWeights: null })
  const loss = addPenalties(builder, batchLoss, penaltiesOf(builder, plan, weights))
  builder.output(N.loss, loss)

  const outputs = made.map(({ value }) => value)
  const gradients = pullBack(builder, new Map([[loss, builder.number(1)]]), {
    targets: [...outputs, ...weights, given],
  })
  addOutputs(builder, made, gradients)
  const last = gradients.at(-1)
  if (isOfMade && last) builder.output(N.predictionDerivative, last)
  const optimizer = optimizerOf({ ...training, accumulate: 1 })
  const number = numberInputs(builder, optimizer)
  for (const [index, spec] of plan.parameters.entries()) {
    const weight = weights[index] ?? loss
    const gradient = gradients[outputs.length + index] ?? zeros(builder, weight)
    builder.output(N.derivative(index), gradient)
    const moved = spec.isTrained
      ? stepOf(builder, { training, optimizer, spec, weight, gradient, index, number })
      : [updates.get(spec.name) ?? weight]
    moved.forEach((value, place) =>
      builder.output(place === 0 ? N.weight(index) : N.slot(index, place - 1), value),
    )
  }
  return { graph: builder.build(), optimizer }
}

function penaltiesOf(
  builder: GraphBuilder,
  { parameters }: ModelPlan,
  weights: readonly Value[],
): Penalised[] {
  const kinds = ['l2', 'l1'] as const
  return parameters.flatMap((spec: ParameterSpec, index) =>
    kinds
      .filter((kind) => spec[kind] > 0)
      .map((kind) => ({
        kind,
        weights: weights[index] ?? builder.number(0),
        factor: builder.number(spec[kind]),
      })),
  )
}

/** Numbers of pictures are told with their channels last, wherever these lie inside. */
function addOutputs(
  builder: GraphBuilder,
  made: readonly Feature[],
  gradients: readonly (Value | null)[],
): void {
  for (const [index, feature] of made.entries()) {
    const { value } = feature
    const gradient = gradients[index] ?? zeros(builder, value)
    const isWhole = value.type.element === 'int32'
    builder.output(N.output(index), isWhole ? value : channelsLast(builder, feature))
    builder.output(N.outputDerivative(index), channelsLast(builder, { ...feature, value: gradient }))
  }
}

/** Of what does not reach the loss. */
function zeros(builder: GraphBuilder, like: Value): Value {
  const size = like.type.element === 'int32' ? builder.number(0) : like
  return builder.op('multiply', [size, builder.number(0)])
}

function numberInputs(builder: GraphBuilder, { numbers }: Optimizer): (name: StepNumberName) => Value {
  const names = Object.keys(numbers) as StepNumberName[]
  const values = new Map(names.map((name) => [name, builder.input(N.number(name), 'schedule', floats())]))
  return (name) => values.get(name) ?? builder.number(0)
}

interface Step {
  readonly spec: ParameterSpec
  readonly training: TrainingSpec
  readonly optimizer: Optimizer
  readonly weight: Value
  readonly gradient: Value
  readonly index: number
  readonly number: (name: StepNumberName) => Value
}

function stepOf(
  builder: GraphBuilder,
  { training, optimizer, spec, weight, gradient, index, number }: Step,
): readonly Value[] {
  const slots = optimizer.slots.map((_, slot) =>
    builder.input(N.slot(index, slot), 'carried', floats(...weight.type.shape)),
  )
  const [stepped, ...kept] = optimizer.update({
    ...{ emit: builder, training, parameter: weight, gradient, slots, number },
    stepSize: number('stepSize'),
  })
  const { maxNorm: limit, unitAxis } = spec
  return [limit === 0 ? stepped : builder.op('maxNorm', [stepped], { limit, unitAxis }), ...kept]
}
