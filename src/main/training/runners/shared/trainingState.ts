import { Tensor } from 'onnxruntime-node'
import { joinFloats } from '../../../../shared/util/joinFloats'
import { stateNames, weightsName, type CompiledModel, type ParameterGroup } from '../../../compiler'
import type { Weights } from '../../types'
import type { DeviceMemory } from './hostMemory'
import type { Tensors } from './tensors'

export interface FirstState {
  /** Values of each parameter, in the order of `compiled.parameters`. */
  readonly initial: readonly Float32Array[]
  /** A tensor a group that stands still, where programs run; whoever made them frees them. @default none */
  readonly frozen?: Tensors
}

/** Weights and optimizer state between chunks, a tensor a group, in the form in which programs take them. */
export class TrainingState {
  private tensors: Tensors
  private readonly groups: readonly ParameterGroup[]

  private readonly frozen: Tensors

  constructor(
    private readonly compiled: Pick<CompiledModel, 'parameters' | 'groups' | 'optimizer'>,
    private readonly memory: DeviceMemory,
    { initial, frozen = {} }: FirstState,
  ) {
    const { parameters, groups, optimizer } = compiled
    this.groups = groups
    this.frozen = frozen
    const values = new Map(parameters.map(({ name }, index) => [name, initial[index] ?? new Float32Array()]))
    const entries = this.carriedGroups.flatMap((group) => {
      const [weights, ...slots] = stateNames(group, optimizer)
      const packed = joinFloats(group.members.map(({ name }) => values.get(name) ?? new Float32Array()))
      const zeros = slots.map((name) => [name, toTensor(group, new Float32Array(packed.length))] as const)
      return [[weights, toTensor(group, packed)] as const, ...zeros]
    })
    this.tensors = Object.fromEntries(entries)
  }

  private get carriedGroups(): readonly ParameterGroup[] {
    return this.groups.filter(({ isFrozen }) => !isFrozen)
  }

  /** Everything that a step carries. */
  get carried(): Tensors {
    return this.tensors
  }

  /** The weights alone, as evaluation takes them. */
  get weights(): Tensors {
    const names = this.groups.map(weightsName)
    const carried = Object.entries(this.tensors).filter(([name]) => names.includes(name))
    return { ...Object.fromEntries(carried), ...this.frozen }
  }

  /** The same, where the processor can read them. */
  packed(): Promise<Tensors> {
    return this.memory.download(this.weights)
  }

  /** Takes over what a chunk handed on. */
  advance(carried: Tensors): void {
    this.tensors = carried
  }

  /** Copies of all weights by parameter. */
  named(): Promise<Weights> {
    return this.unpack(weightsName)
  }

  /** Copies of the optimizer's state, by slot and parameter. */
  async slots(): Promise<ReadonlyMap<string, Weights>> {
    const { optimizer } = this.compiled
    const slots: [string, Weights][] = []
    for (const [index, slot] of optimizer.slots.entries()) {
      slots.push([slot, await this.unpack((group) => stateNames(group, optimizer)[index + 1] ?? '')])
    }
    return new Map(slots)
  }

  /** Puts in what `named` and `slots` gave. @returns false, with nothing changed, where it is not of this model. */
  restore(weights: Weights, slots: ReadonlyMap<string, Weights>): boolean {
    const { optimizer } = this.compiled
    const parts = [weights, ...optimizer.slots.map((slot) => slots.get(slot) ?? new Map())]
    const entries = this.carriedGroups.flatMap((group) =>
      stateNames(group, optimizer).map(
        (name, index) => [name, pack(group, parts[index] ?? new Map())] as const,
      ),
    )
    const tensors = entries.filter((entry): entry is [string, Tensor] => entry[1] !== null)
    if (tensors.length < entries.length) return false
    this.memory.free(this.tensors)
    this.tensors = Object.fromEntries(tensors)
    return true
  }

  /** @param nameOf the tensor of a group. */
  private async unpack(nameOf: (group: ParameterGroup) => string): Promise<Weights> {
    const wanted = this.groups.map(nameOf)
    const packed = await this.memory.download(
      Object.fromEntries(
        Object.entries({ ...this.tensors, ...this.frozen }).filter(([name]) => wanted.includes(name)),
      ),
    )
    const named = this.groups.flatMap((group) => {
      const tensor = packed[nameOf(group)]
      // What is not learnt has no slots.
      if (tensor === undefined) return []
      const data = tensor.data as Float32Array
      let start = 0
      return group.members.map(({ name, shape }) => {
        const values = data.slice(start, start + sizeOf(shape))
        start += values.length
        return [name, { shape, values }] as const
      })
    })
    return new Map(named)
  }
}

/** @returns null where a member is absent or of another shape. */
function pack(group: ParameterGroup, values: Weights): Tensor | null {
  const members = group.members.map(({ name, shape }) => {
    const found = values.get(name)
    return found && String(found.shape) === String(shape) ? found.values : null
  })
  const present = members.filter((member) => member !== null)
  return present.length < members.length ? null : toTensor(group, joinFloats(present))
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1)
}

function toTensor({ shape }: ParameterGroup, values: Float32Array): Tensor {
  return new Tensor('float32', values, shape)
}
