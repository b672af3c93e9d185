import { Tensor } from 'onnxruntime-node'
import type { Tensors } from '../../shared/tensors'
import type { TrainingState } from '../../shared/trainingState'

/** Weights and optimizer state of all members, a tensor a group with an axis of members in front. */
export class PopulationState {
  private tensors: Tensors

  /** @param members Each is brought up to date when it is asked for. */
  constructor(private members: readonly TrainingState[]) {
    this.tensors = stack(members)
  }

  get carried(): Tensors {
    return this.tensors
  }

  /** Takes over what a chunk handed on. */
  advance(carried: Tensors): void {
    this.tensors = carried
  }

  /** One member as it is now; shares memory with the others until the next chunk. */
  member(index: number): TrainingState | undefined {
    const state = this.members[index]
    state?.advance(slice(this.tensors, index))
    return state
  }

  /** Only these of the present members go on. */
  keep(indices: readonly number[]): void {
    this.members = indices.flatMap((index) => this.member(index) ?? [])
    this.tensors = stack(this.members)
  }
}

function stack(members: readonly TrainingState[]): Tensors {
  const [first] = members
  const names = Object.keys(first?.carried ?? {})
  return Object.fromEntries(names.map((name) => [name, join(members.map(({ carried }) => carried[name]))]))
}

/** Equal tensors, one after the other. */
export function join(parts: readonly (Tensor | undefined)[]): Tensor {
  const dims = parts[0]?.dims ?? []
  const size = dims.reduce((product, dimension) => product * dimension, 1)
  const values = new Float32Array(parts.length * size)
  for (const [index, part] of parts.entries()) values.set(part?.data as Float32Array, index * size)
  return new Tensor('float32', values, [parts.length, ...dims])
}

function slice(tensors: Tensors, index: number): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { data, dims }]) => {
      const own = dims.slice(1)
      const size = own.reduce((product, dimension) => product * dimension, 1)
      const values = (data as Float32Array).subarray(index * size, (index + 1) * size)
      return [name, new Tensor('float32', values, own)]
    }),
  )
}
