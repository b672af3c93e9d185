/** @file A trained network that tells what its answer to one row hangs on, opened once. */
import { Tensor } from 'onnxruntime-node'
import type { InputSpec } from '../../../shared/domain/modelInput'
import {
  baselineName,
  compileGradients,
  type GradientOptions,
  inputGradient,
  type ModelPlan,
  rowsName,
  SELECTION,
  SHARE,
  tokenOutputs,
} from '../../compiler'
import type { Asked } from '../asking/askTrained'
import { floatsOf } from '../runners/shared/tensors'
import { openSession } from '../runners/onnx/session'
import { type NetworkRows, toTensor } from './answers'

/** One point of a path, or one noisy copy: inputs of numbers, and how far embeddings are on their way. */
export interface Point {
  readonly rows: NetworkRows
  readonly share: number
}

export interface Slopes {
  /** [points, outputs] */
  readonly scores: Float32Array
  /** [points, …] by input: the gradient, or of tokens what each token changes along the way, and how steep it is. */
  readonly gradients: ReadonlyMap<string, Float32Array>
  readonly sizes: ReadonlyMap<string, Float32Array>
  readonly activation: Float32Array
  readonly layerGradient: Float32Array
}

export interface Gradients {
  readonly plan: ModelPlan
  /** Numbers that the network puts out. */
  readonly units: number
  /** @param selection how much each output counts */
  ask(points: readonly Point[], selection: readonly number[]): Promise<Slopes>
  dispose(): Promise<void>
}

export async function openGradients(
  { request, weights }: Asked,
  options: GradientOptions,
): Promise<Gradients> {
  const { plan, program } = compileGradients(request, options)
  const session = await openSession(program, { device: 'cpu', threads: 1 })
  const { units } = plan.head
  return {
    plan,
    units,
    async ask(points, selection) {
      const count = points.length
      const feeds = plan.inputs.flatMap((input) => feedsOf(input, points))
      const shares = new Tensor(
        'float32',
        Float32Array.from(points, ({ share }) => share),
        [count, 1, 1],
      )
      const chosen = Float32Array.from(points.flatMap(() => selection))
      const isWords = plan.inputs.some(({ kind }) => kind === 'tokens')
      const answer = await session.run({
        ...weights,
        ...Object.fromEntries(feeds),
        ...(isWords ? { [SHARE]: shares } : {}),
        [SELECTION]: new Tensor('float32', chosen, [count, units]),
      })
      const read = (name: string): Float32Array =>
        answer[name] ? Float32Array.from(floatsOf(answer[name])) : new Float32Array(0)
      const names = plan.inputs.map((input) => [input, rowsName(input)] as const)
      return {
        scores: read('scores'),
        gradients: new Map(
          names.map(([input, name]) => [
            input.name,
            read(input.kind === 'tokens' ? tokenOutputs(name).change : inputGradient(name)),
          ]),
        ),
        sizes: new Map(names.map(([input, name]) => [input.name, read(tokenOutputs(name).size)])),
        activation: read('activation'),
        layerGradient: read('gradient'),
      }
    },
    dispose: () => session.release(),
  }
}

/** The padding token says nothing. */
function feedsOf(input: InputSpec, points: readonly Point[]): [string, Tensor][] {
  const dims = [points.length, ...input.shape]
  const size = dims.reduce((product, side) => product * side, 1)
  const isTokens = input.kind === 'tokens'
  const values = isTokens ? new Int32Array(size) : new Float32Array(size)
  points.forEach(({ rows }, at) => {
    values.set(rows.get(input.name) ?? [], (at * size) / points.length)
  })
  const own: [string, Tensor] = [rowsName(input), toTensor(values, dims, isTokens)]
  return isTokens ? [own, [baselineName(input.name), toTensor(new Int32Array(size), dims, true)]] : [own]
}
