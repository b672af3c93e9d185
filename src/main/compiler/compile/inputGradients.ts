/** @file Programs that say what an answer of a trained network hangs on: its gradient with respect to what it reads, or to what a layer makes. */
import { invariant } from '../../../shared/errors/appError'
import { pullBack } from '../autodiff/differentiate'
import { emitForwardProgram } from '../backends/onnx/emitForwardProgram'
import { encodeModel } from '../backends/onnx/proto'
import type { Graph, Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats, integers } from '../graph/tensorType'
import { channelsLast, type Feature, withValue } from '../layers/feature'
import { addPredictions } from '../losses/addLoss'
import { simplify } from '../passes/simplify'
import type { CompiledAnswer } from './activations'
import { addInputs, rowsName } from './addInputs'
import { lookUp } from './addWeights'
import { lowerLayers } from './lowerLayers'
import { type ModelPlan, type ModelRequest, planModel } from './modelPlan'

/** What is differentiated: the numbers of the last layer, or what they become (probabilities, scaled numbers). */
export type GradientOf = 'logits' | 'predictions'

export interface GradientOptions {
  readonly of: GradientOf
  /** A layer with respect to whose output is differentiated; null: the inputs. */
  readonly layer: string | null
}

/** f32 [batch, units]: how much of each output is differentiated, for instance 1 for one class and 0 for the others. */
export const SELECTION = 'selection'
/** f32 [batch, 1, 1]: how far the embeddings of tokens are on the way from those of `baselineName` to their own. */
export const SHARE = 'share'

/** The tokens that stand for "nothing said": i32, of the shape of their input. */
export function baselineName(input: string): string {
  return `baseline:${input}`
}

/** Output: the gradient with respect to an input of numbers, in its shape. */
export function inputGradient(input: string): string {
  return `gradient:${input}`
}

/** Outputs: per token, Σ over the embedding's numbers of gradient · (own − baseline), and √Σ gradient². [batch, steps] */
export function tokenOutputs(input: string): { readonly change: string; readonly size: string } {
  return { change: `change:${input}`, size: `size:${input}` }
}

/**
 * Rows do not know of each other when a network answers, so the gradient of the sum over the batch is the gradient of every row.
 * Inputs: every parameter by its own name, the data's inputs, `selection`, and where tokens are read `share` and baselines.
 * Outputs: `scores` [batch, units]; with a layer `activation` and `gradient` (channels last), else one an input.
 */
export function buildGradientGraph(plan: ModelPlan, { of, layer }: GradientOptions): Graph {
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const parameter = lookUp(
    plan.parameters.map(
      ({ name, shape }) => [name, builder.input(name, 'setting', floats(...shape))] as const,
    ),
  )
  const words = addWords(builder, plan)
  const { logits, made } = lowerLayers(builder, plan, {
    ...{ parameter, input, isTraining: false, keepsAll: true },
    adjust: (feature, index) => words.between(feature, { index, parameter }),
  })
  const scores = of === 'logits' ? logits : addPredictions(builder, plan.head, logits)
  const selection = builder.input(SELECTION, 'rows', floats(...scores.type.shape))
  const chosen = builder.op('sumTo', [builder.op('multiply', [scores, selection])], { shape: [] })
  const flow = (targets: readonly Value[]): Value[] => {
    const found = pullBack(builder, new Map([[chosen, builder.number(1)]]), { targets })
    return targets.map((target, at) => found[at] ?? builder.op('broadcastLike', [builder.number(0), target]))
  }
  builder.output('scores', scores)
  if (layer === null) addInputGradients(builder, plan, { input, words: words.found, flow })
  else {
    const feature = made[plan.layers.findIndex(({ spec }) => spec.id === layer)]
    invariant(feature, `the model has a layer ${layer}`)
    const [gradient = feature.value] = flow([feature.value])
    builder.output('activation', channelsLast(builder, feature))
    builder.output('gradient', channelsLast(builder, withValue(feature, gradient)))
  }
  return simplify(builder.build())
}

export function compileGradients(request: ModelRequest, options: GradientOptions): CompiledAnswer {
  const plan = planModel(request)
  return { plan, program: encodeModel(emitForwardProgram(buildGradientGraph(plan, options), 'gradients')) }
}

/** @returns the layers whose output is a picture: what Grad-CAM can look at; the last one says most. */
export function listPictureLayers(request: ModelRequest): string[] {
  const { layers } = planModel(request)
  return layers.flatMap(({ spec, outputShape }) =>
    outputShape.length === 3 && spec.kind !== 'input' ? [spec.id] : [],
  )
}

interface Words {
  readonly input: string
  /** What flows on. */
  readonly value: Value
  /** Own − baseline. */
  readonly way: Value
}

/** Tokens cannot change a little, their vectors can: where tokens become vectors, these go from the baseline's to their own. */
function addWords(builder: GraphBuilder, plan: ModelPlan) {
  const tokens = plan.inputs.filter(({ kind }) => kind === 'tokens')
  const share = tokens.length > 0 ? builder.input(SHARE, 'rows', floats('batch', 1, 1)) : null
  const baselines = new Map(
    tokens.map(({ name, shape }) => [
      name,
      builder.input(baselineName(name), 'rows', integers('batch', ...shape)),
    ]),
  )
  const found: Words[] = []
  const between = (
    feature: Feature,
    { index, parameter }: { readonly index: number; readonly parameter: (name: string) => Value },
  ): Feature => {
    const layer = plan.layers[index]
    const name = layer?.spec.kind === 'embedding' ? tokensOf(plan, index) : null
    const baseline = baselines.get(name ?? '')
    if (!layer || name === null || share === null || !baseline) return feature
    const from = builder.op('gatherRows', [parameter(`${layer.spec.id}/kernel`), baseline])
    const way = builder.op('subtract', [feature.value, from])
    const value = builder.op('add', [from, builder.op('multiply', [way, share])])
    found.push({ input: name, value, way })
    return withValue(feature, value)
  }
  return { found, between }
}

/** @returns the input of tokens that an embedding reads, maybe through input layers; null where it reads numbers. */
function tokensOf({ layers }: ModelPlan, index: number): string | null {
  const [source] = layers[index]?.sources ?? []
  if (source === undefined) return null
  if (source.kind === 'data') return source.input.kind === 'tokens' ? source.input.name : null
  return layers[source.index]?.spec.kind === 'input' ? tokensOf({ layers } as ModelPlan, source.index) : null
}

interface Ends {
  readonly input: ReturnType<typeof addInputs>
  readonly words: readonly Words[]
  readonly flow: (targets: readonly Value[]) => Value[]
}

function addInputGradients(builder: GraphBuilder, plan: ModelPlan, { input, words, flow }: Ends): void {
  const numbers = plan.inputs.filter(({ kind }) => kind !== 'tokens')
  const targets = [...numbers.map((spec) => input(spec).value), ...words.map(({ value }) => value)]
  const gradients = flow(targets)
  numbers.forEach((spec, at) => {
    const gradient = gradients[at]
    if (gradient) builder.output(inputGradient(rowsName(spec)), gradient)
  })
  for (const spec of plan.inputs.filter(({ kind }) => kind === 'tokens')) {
    const changes = words.flatMap((word, at) => {
      const gradient = gradients[numbers.length + at]
      return word.input === spec.name && gradient ? [{ gradient, way: word.way }] : []
    })
    addTokenOutputs(builder, rowsName(spec), changes)
  }
}

/** Several embeddings may read the same tokens; what each says is added up. */
function addTokenOutputs(
  builder: GraphBuilder,
  input: string,
  changes: readonly { readonly gradient: Value; readonly way: Value }[],
): void {
  const sum = (value: Value): Value => {
    const [batch = 'batch', steps = 1] = value.type.shape
    const row = builder.op('sumTo', [value], { shape: [batch, steps, 1] })
    return builder.op('reshape', [row], { shape: [batch, steps] })
  }
  const totals = changes.map(({ gradient, way }) => ({
    change: sum(builder.op('multiply', [gradient, way])),
    size: sum(builder.op('multiply', [gradient, gradient])),
  }))
  const total = totals.reduce<(typeof totals)[number] | null>(
    (all, one) =>
      all === null
        ? one
        : {
            change: builder.op('add', [all.change, one.change]),
            size: builder.op('add', [all.size, one.size]),
          },
    null,
  )
  if (total === null) return
  const { change, size } = tokenOutputs(input)
  builder.output(change, total.change)
  builder.output(size, total.size)
}
