import type { Tensor } from 'onnxruntime-node'
import type { TensorFlowProgram } from '../../../compiler'
import { invariant } from '../../../../shared/errors/appError'
import type { Weights } from '../../types'
import type { Tensors } from '../shared/tensors'
import { toFeed, toHost } from './hostTensors'
import type { FeedTensor, PreparedCall, TensorFlowSession } from './library'

/** Everything that stays on the device: weights, the optimizer's state, rows, noise and settings, by their names. */
export class ResidentVariables {
  private readonly variables: ReadonlyMap<string, TensorFlowProgram['variables'][number]>
  private readonly assigns = new Map<string, PreparedCall>()
  private readonly reads = new Map<string, PreparedCall>()

  constructor(
    private readonly session: TensorFlowSession,
    { variables }: Pick<TensorFlowProgram, 'variables'>,
  ) {
    this.variables = new Map(variables.map((variable) => [variable.name, variable]))
  }

  has(name: string): boolean {
    return this.variables.has(name)
  }

  /** Copies tensors to the device, one after the other, so that no two of them are there twice. */
  assign(tensors: Tensors): void {
    for (const [name, tensor] of Object.entries(tensors)) this.assignOne(name, tensor)
  }

  /** @returns copies. */
  read(names: readonly string[]): Record<string, Tensor> {
    return Object.fromEntries(names.map((name) => [name, this.readOne(name)]))
  }

  /** What the library keeps by another measure, as it keeps it: turned to and fro, it would lose a last digit. */
  own(): Weights {
    const kept = [...this.variables.values()].filter(
      ({ scale, shift }) => Math.abs(scale) !== 1 || shift !== 0,
    )
    return new Map(
      kept.map(({ name }) => {
        const { shape, values } = this.fetch(name)
        return [name, { shape, values: Float32Array.from(values) }] as const
      }),
    )
  }

  /** Puts 0 everywhere into variables of known sizes. */
  clear(names: readonly string[]): void {
    for (const name of names) {
      const shape = this.find(name).shape.map(Number)
      const length = shape.reduce((product, size) => product * size, 1)
      this.feed(name, { shape, values: new Float32Array(length) })
    }
  }

  /** Puts back what `own` gave. */
  assignOwn(kept: Weights): void {
    for (const [name, tensor] of kept) if (this.has(name)) this.feed(name, tensor)
  }

  private assignOne(name: string, tensor: Tensor): void {
    const { scale, shift } = this.find(name)
    const isAlike = scale === 1 && shift === 0
    this.feed(name, toFeed(isAlike ? tensor : changed(tensor, (value) => (value - shift) / scale)))
  }

  private feed(name: string, tensor: FeedTensor): void {
    const { feed, assign } = this.find(name)
    const known = this.assigns.get(name)
    const call = known ?? this.session.prepare({ feeds: [feed], fetches: [], targets: [assign] })
    this.assigns.set(name, call)
    call.run([tensor])
  }

  private readOne(name: string): Tensor {
    const { scale, shift } = this.find(name)
    const tensor = toHost(this.fetch(name))
    const isAlike = scale === 1 && shift === 0
    return isAlike ? tensor : changed(tensor, (value) => value * scale + shift)
  }

  private fetch(name: string): FeedTensor {
    const { read } = this.find(name)
    const call = this.reads.get(name) ?? this.session.prepare({ feeds: [], fetches: [read], targets: [] })
    this.reads.set(name, call)
    const [found] = call.runShaped([])
    invariant(found, 'a variable has a value')
    return found
  }

  private find(name: string) {
    const variable = this.variables.get(name)
    invariant(variable, `there is no variable ${name}`)
    return variable
  }
}

/** The library keeps the state of some optimizers by another measure than the graph. */
function changed(tensor: Tensor, change: (value: number) => number): Tensor {
  const values = (tensor.data as Float32Array).map(change)
  return toHost({ shape: tensor.dims, values })
}
