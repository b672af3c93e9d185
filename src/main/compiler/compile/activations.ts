/** @file Programs that ask a trained network alone: what one of its layers makes of rows, and what it answers. */
import { invariant } from '../../../shared/errors/appError'
import { emitForwardProgram } from '../backends/onnx/emitForwardProgram'
import { encodeModel } from '../backends/onnx/proto'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats, sizeOf } from '../graph/tensorType'
import { channelsLast } from '../layers/feature'
import { simplify } from '../passes/simplify'
import { addInputs } from './addInputs'
import { lookUp } from './addWeights'
import { buildPredictionGraph } from './forwardGraphs'
import { lowerLayers } from './lowerLayers'
import { type ModelPlan, type ModelRequest, planModel } from './modelPlan'

export interface CompiledAnswer {
  readonly plan: ModelPlan
  /** ONNX; inputs: every parameter by its own name, and the model's inputs. */
  readonly program: Uint8Array
}

/** Output: `predictions`. A generator reads `latent` only. */
export function compilePrediction(request: ModelRequest): CompiledAnswer {
  const plan = planModel(request)
  return { plan, program: encodeModel(emitForwardProgram(buildPredictionGraph(plan), 'predict')) }
}

/** A layer whose numbers may be looked at. */
export interface InnerWidth {
  readonly id: string
  /** Numbers a row. */
  readonly width: number
}

/** @returns the layers between inputs and output, with how many numbers each makes of a row; none that a population or a step cannot count. */
export function listInnerLayers(request: ModelRequest): InnerWidth[] {
  const { layers } = planModel(request)
  return layers.slice(0, -1).flatMap(({ spec, outputShape }) => {
    if (spec.kind === 'input' || outputShape.length === 0) return []
    return [{ id: spec.id, width: sizeOf(outputShape) }]
  })
}

/** Output: `codes`, what the layer makes of each row, channels last. */
export function compileActivations(request: ModelRequest, layer: string): CompiledAnswer {
  const plan = planModel(request)
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const parameter = lookUp(
    plan.parameters.map(
      ({ name, shape }) => [name, builder.input(name, 'setting', floats(...shape))] as const,
    ),
  )
  const { made } = lowerLayers(builder, plan, { parameter, input, isTraining: false, keepsAll: true })
  const feature = made[plan.layers.findIndex(({ spec }) => spec.id === layer)]
  invariant(feature, `the model has a layer ${layer}`)
  builder.output('codes', channelsLast(builder, feature))
  return { plan, program: encodeModel(emitForwardProgram(simplify(builder.build()), 'codes')) }
}
