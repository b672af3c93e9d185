import { Tensor } from 'onnxruntime-node'
import {
  carriedOutput,
  stateNames,
  weightsName,
  type CompiledModel,
  type ParameterGroup,
} from '../../../compiler'
import type { Weights } from '../../types'

type Tensors = Readonly<Record<string, Tensor>>

/** Weights and optimizer state between chunks, a tensor a group, in the form in which programs take them. */
export class TrainingState {
  private tensors: Tensors
  private readonly groups: readonly ParameterGroup[]

  /** @param initial values of each parameter, in the order of `plan.parameters`. */
  constructor({ plan, optimizer }: CompiledModel, initial: readonly Float32Array[]) {
    this.groups = plan.groups
    const values = new Map(
      plan.parameters.map(({ name }, index) => [name, initial[index] ?? new Float32Array()]),
    )
    const entries = plan.groups.flatMap((group) => {
      const [weights, ...slots] = stateNames(group, optimizer)
      const packed = concatenate(group.members.map(({ name }) => values.get(name) ?? new Float32Array()))
      const zeros = slots.map((name) => [name, toTensor(group, new Float32Array(packed.length))] as const)
      return [[weights, toTensor(group, packed)] as const, ...zeros]
    })
    this.tensors = Object.fromEntries(entries)
  }

  /** Everything that a step carries. */
  get carried(): Tensors {
    return this.tensors
  }

  /** The weights alone, as evaluation takes them. */
  get weights(): Tensors {
    const names = this.groups.map(weightsName)
    return Object.fromEntries(Object.entries(this.tensors).filter(([name]) => names.includes(name)))
  }

  /** Takes over what a chunk carried out. */
  advance(results: Tensors): void {
    const next = Object.keys(this.tensors).map((name) => [name, results[carriedOutput(name)]] as const)
    this.tensors = Object.fromEntries(
      next.filter((entry): entry is [string, Tensor] => entry[1] !== undefined),
    )
  }

  /** Copies of all weights by parameter. */
  named(): Weights {
    const named = this.groups.flatMap((group) => {
      const data = this.tensors[weightsName(group)]?.data as Float32Array
      let start = 0
      return group.members.map(({ name, shape }) => {
        const size = shape.reduce((product, dimension) => product * dimension, 1)
        const values = data.slice(start, start + size)
        start += size
        return [name, { shape, values }] as const
      })
    })
    return new Map(named)
  }
}

function toTensor({ shape }: ParameterGroup, values: Float32Array): Tensor {
  return new Tensor('float32', values, shape)
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((total, { length }) => total + length, 0))
  let start = 0
  for (const part of parts) {
    whole.set(part, start)
    start += part.length
  }
  return whole
}
