import type { Tensor } from 'onnxruntime-node'
import type { TensorFlowProgram } from '../../../compiler'
import { invariant } from '../../../../shared/errors/appError'
import type { Tensors } from '../onnx/deviceMemory'
import { toFeed, toHost } from './hostTensors'
import type { PreparedCall, TensorFlowSession } from './library'

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

  private assignOne(name: string, tensor: Tensor): void {
    const { feed, assign, scale } = this.find(name)
    const known = this.assigns.get(name)
    const call = known ?? this.session.prepare({ feeds: [feed], fetches: [], targets: [assign] })
    this.assigns.set(name, call)
    call.run([toFeed(scale === 1 ? tensor : scaled(tensor, 1 / scale))])
  }

  private readOne(name: string): Tensor {
    const { read, scale } = this.find(name)
    const call = this.reads.get(name) ?? this.session.prepare({ feeds: [], fetches: [read], targets: [] })
    this.reads.set(name, call)
    const [found] = call.runShaped([])
    invariant(found, 'a variable has a value')
    const tensor = toHost(found)
    return scale === 1 ? tensor : scaled(tensor, scale)
  }

  private find(name: string) {
    const variable = this.variables.get(name)
    invariant(variable, `there is no variable ${name}`)
    return variable
  }
}

/** The library keeps the state of some optimizers by another measure than the graph. */
function scaled(tensor: Tensor, factor: number): Tensor {
  const values = (tensor.data as Float32Array).map((value) => value * factor)
  return toHost({ shape: tensor.dims, values })
}
