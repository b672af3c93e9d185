import { describe, expect, it } from 'vitest'
import { type Differentiable, minimise } from './lbfgs'

const free = (axes: number) => Array.from({ length: axes }, () => [-10, 10] as const)

const rosenbrock: Differentiable = (x, gradient) => {
  let sum = 0
  gradient.fill(0)
  for (let axis = 0; axis + 1 < x.length; axis++) {
    const [here = 0, next = 0] = x.subarray(axis, axis + 2)
    const bend = next - here * here
    sum += 100 * bend * bend + (1 - here) ** 2
    gradient[axis] = (gradient[axis] ?? 0) - 400 * bend * here - 2 * (1 - here)
    gradient[axis + 1] = 200 * bend
  }
  return sum
}

describe('minimise', () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const { x, value } = minimise(rosenbrock, {
      start: [-1.2, 1, -1.2, 1],
      bounds: free(4),
      steps: 300,
      tolerance: 1e-9,
    })
    expect(value).toBeLessThan(1e-12)
    for (const part of x) expect(part).toBeCloseTo(1, 5)
  })

  it('stays within bounds and finds the best point on them', () => {
    const bowl: Differentiable = (x, gradient) => {
      const [a = 0, b = 0] = x
      gradient.set([2 * (a - 3) + b, 8 * (b + 2) + a])
      return (a - 3) ** 2 + 4 * (b + 2) ** 2 + a * b
    }
    const { x } = minimise(bowl, {
      start: [0, 0],
      bounds: [
        [-1, 1],
        [-5, 5],
      ],
      tolerance: 1e-9,
    })
    expect(x[0]).toBe(1)
    expect(x[1]).toBeCloseTo(-17 / 8, 7)
  })

  it('steps back from places where there is no value', () => {
    const barrier: Differentiable = (x, gradient) => {
      const [a = 0] = x
      gradient[0] = 1 - 1 / a
      return a > 0 ? a - Math.log(a) : Infinity
    }
    expect(minimise(barrier, { start: [9], bounds: free(1), tolerance: 1e-9 }).x[0]).toBeCloseTo(1, 7)
  })

  it('stays where it starts if there is nothing to start from', () => {
    expect(minimise(() => Infinity, { start: [2], bounds: free(1) })).toEqual({
      x: Float64Array.of(2),
      value: Infinity,
    })
  })
})
