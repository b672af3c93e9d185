/** @file What the recurrent kernels share: steps in their order, blocks of columns, sums of gradients. */
import { full, multiplyMatrices, stretch, sumDown, transpose, zip, type Tensor } from '../../tensor'

/** What stands at a place of the first axis. */
export function itemOf({ shape: [, ...shape], values }: Tensor, at: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1)
  return { shape, values: values.slice(at * size, (at + 1) * size) }
}

/** One behind the other along a new first axis. */
export function stack(items: readonly Tensor[]): Tensor {
  const values = Float64Array.from(items.flatMap((item) => [...item.values]))
  return { shape: [items.length, ...(items[0]?.shape ?? [])], values }
}

/** @param made what each step gave, several tensors @returns each of them over all steps. */
export function tracesOf(made: readonly (readonly Tensor[])[]): Tensor[] {
  return (made[0] ?? []).map((_, index) => stack(made.map((step) => step[index] ?? full([], Number.NaN))))
}

/** Blocks of `units` columns of a matrix. */
export function splitColumns(x: Tensor, units: number): Tensor[] {
  const [rows = 1, width = 1] = x.shape
  return Array.from({ length: width / units }, (_, block) => ({
    shape: [rows, units],
    values: Float64Array.from({ length: rows * units }, (_value, index) => {
      const row = Math.floor(index / units)
      return x.values[row * width + block * units + (index % units)] ?? Number.NaN
    }),
  }))
}

/** The inverse: matrices side by side. */
export function joinColumns(blocks: readonly Tensor[]): Tensor {
  const [rows = 1, units = 1] = blocks[0]?.shape ?? []
  const width = blocks.length * units
  const values = Float64Array.from({ length: rows * width }, (_, index) => {
    const column = index % width
    return (
      blocks[Math.floor(column / units)]?.values[Math.floor(index / width) * units + (column % units)] ??
      Number.NaN
    )
  })
  return { shape: [rows, width], values }
}

/** Element by element; tensors of fewer elements are stretched to the first one. */
export function combine(
  f: (...values: number[]) => number,
  ...tensors: readonly [Tensor, ...Tensor[]]
): Tensor {
  const { shape } = tensors[0]
  return zip(
    shape,
    tensors.map((item) => stretch(item, shape)),
    f,
  )
}

export function sum(...tensors: readonly [Tensor, ...Tensor[]]): Tensor {
  return combine((...values) => values.reduce((total, value) => total + value, 0), ...tensors)
}

export function multiply(...tensors: readonly [Tensor, ...Tensor[]]): Tensor {
  return combine((...values) => values.reduce((product, value) => product * value, 1), ...tensors)
}

/** a·b + c. */
export function affine(a: Tensor, b: Tensor, c: Tensor): Tensor {
  return sum(multiplyMatrices(a, b), c)
}

/** The step's part of a mask, which may be a scalar for all. */
export function maskOf(mask: Tensor, at: number): Tensor {
  return mask.shape.length === 0 ? mask : itemOf(mask, at)
}

/** Where the mask is 1 the one, where it is 0 the other. */
export function choose(mask: Tensor, one: Tensor, other: Tensor): Tensor {
  return combine((a = 0, b = 0, m = 0) => m * a + (1 - m) * b, one, other, mask)
}

/** Places of the steps in the order in which they are taken. */
export function orderOf(count: number, isBackward: boolean): number[] {
  const places = Array.from({ length: count }, (_, at) => at)
  return isBackward ? places.reverse() : places
}

/** The state that a step was given: the one of the step before it, or zeros. */
export function stateBefore(states: Tensor, at: number, isBackward: boolean): Tensor {
  const before = isBackward ? at + 1 : at - 1
  const [count = 0, ...shape] = states.shape
  return before < 0 || before >= count ? full(shape, 0) : itemOf(states, before)
}

/** Gradients of the kernels, summed step by step. */
export class KernelGradients {
  readonly ofInputs: Tensor[] = []
  private ofKernel: Tensor
  private ofRecurrent: Tensor

  constructor(
    private readonly kernel: Tensor,
    private readonly recurrent: Tensor,
  ) {
    this.ofKernel = full(kernel.shape, 0)
    this.ofRecurrent = full(recurrent.shape, 0)
  }

  /** @param d gradients of x·W and of h·U at the step @returns the gradient of h. */
  add(at: number, { x, h }: { x: Tensor; h: Tensor }, d: { ofX: Tensor; ofH: Tensor }): Tensor {
    this.ofInputs[at] = multiplyMatrices(d.ofX, transpose(this.kernel))
    this.ofKernel = sum(this.ofKernel, multiplyMatrices(transpose(x), d.ofX))
    this.ofRecurrent = sum(this.ofRecurrent, multiplyMatrices(transpose(h), d.ofH))
    return multiplyMatrices(d.ofH, transpose(this.recurrent))
  }

  /** (∂x, ∂W, ∂U). */
  get results(): [Tensor, Tensor, Tensor] {
    return [stack(this.ofInputs), this.ofKernel, this.ofRecurrent]
  }
}

/** Over all rows. */
export function sumRows(x: Tensor): Tensor {
  return sumDown(x, [x.shape[1] ?? 1])
}
