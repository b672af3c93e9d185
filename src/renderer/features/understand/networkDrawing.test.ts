import { describe, expect, it } from 'vitest'
import type { Example, ExampleRound } from '@shared/domain/example'
import { newLayer } from '@shared/domain/newLayer'
import type { ExampleStep } from '@shared/example'
import { drawNetwork } from './networkDrawing'

const round: ExampleRound = {
  loss: 0.5,
  outputs: [[0.1, 0.2], [0.3, 0.4], [0.9]],
  outputDerivatives: [[1, 2], [3, 4], [5]],
  prediction: [0.7],
  predictionDerivative: [],
  weights: [[1, 2, 3, 4], [5, 6], [7, 8], [9]],
  derivatives: [[10, 20, 30, 40], [50, 60], [70, 80], [90]],
  after: [[11, 12, 13, 14], [15, 16], [17, 18], [19]],
  slots: [],
}

const weight = (name: string, layer: number, shape: number[]) => ({
  ...{ name, layer, shape, l1: 0, l2: 0, maxNorm: 0, isTrained: true },
})
const example: Example = {
  inputs: [{ name: 'x', shape: [2], values: [0.5, 0.6] }],
  target: [1],
  layers: [
    {
      name: 'hidden',
      part: 'sum',
      spec: newLayer('dense', 'hidden', { units: 2 }),
      reads: ['x'],
      shape: [2],
    },
    { name: 'hidden', part: 'activation', spec: newLayer('activation', 'a1'), reads: [0], shape: [2] },
    { name: 'output', part: 'whole', spec: newLayer('output', 'output'), reads: [1], shape: [1] },
  ],
  weights: [
    weight('hidden/kernel', 0, [2, 2]),
    weight('hidden/bias', 0, [2]),
    weight('output/kernel', 2, [2, 1]),
    weight('output/bias', 2, [1]),
  ],
  link: 'sigmoid',
  loss: 'meanSquared',
  training: { optimizer: 'sgd', learningRate: 0.1, momentum: 0.9, rounds: 1 },
  rounds: [round],
}
const step = (change: Partial<ExampleStep>): ExampleStep => ({
  ...{
    phase: 'forward',
    kind: 'sums',
    layer: 'hidden',
    place: 0,
    unit: null,
    lines: [],
    further: 0,
    tensor: null,
  },
  ...change,
})
const draw = (change: Partial<ExampleStep>, of: Example = example) =>
  drawNetwork({ example: of, round, step: step(change) })

describe('drawNetwork', () => {
  it('draws a circle a unit, both halves of a layer as one, and an arrow a weight', () => {
    const { nodes, edges, titles } = draw({})
    expect(titles.map(({ text }) => text)).toEqual(['x', 'hidden', 'output'])
    expect(nodes.map(({ value }) => value)).toEqual([0.5, 0.6, 0.3, 0.4, 0.7])
    expect(edges.map(({ value }) => value)).toEqual([1, 2, 3, 4, 7, 8])
  })

  it('shows derivatives going backward, and new weights in the end', () => {
    const backward = draw({ phase: 'backward', kind: 'weightDerivative' })
    expect(backward.nodes.map(({ value }) => value)).toEqual([0.5, 0.6, 1, 2, 5])
    expect(backward.edges.map(({ value }) => value)).toEqual([10, 20, 30, 40, 70, 80])
    const update = draw({ phase: 'update', kind: 'weightUpdate', place: 2, layer: 'output' })
    expect(update.edges.map(({ value }) => value)).toEqual([11, 12, 13, 14, 17, 18])
    expect(update.edges.filter(({ isCurrent }) => isCurrent)).toHaveLength(2)
  })

  it('marks the unit of the step and what leads to it', () => {
    const { nodes, edges } = draw({ unit: 1 })
    expect(nodes.filter(({ isCurrent }) => isCurrent).map(({ value }) => value)).toEqual([0.4])
    expect(edges.filter(({ isCurrent }) => isCurrent).map(({ value }) => value)).toEqual([2, 4])
  })

  it('draws many numbers as shaded cells, without words on the arrows', () => {
    const many = Array.from({ length: 20 }, (_, index) => index - 10)
    const wide = { ...example, inputs: [{ name: 'x', shape: [20], values: many }] }
    const { tensors, edges } = draw({}, wide)
    expect(tensors[0]?.cells).toHaveLength(20)
    expect(tensors[0]?.cells[0]?.share).toBe(-1)
    expect(edges.slice(0, 2).every(({ value }) => value === null)).toBe(true)
  })
})
