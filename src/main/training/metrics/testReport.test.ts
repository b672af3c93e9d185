import { describe, expect, it } from 'vitest'
import { buildNumberReport, buildTestFigures, MAX_POINTS } from './testReport'

const unscaled = { center: 0, scale: 1 }

describe('buildTestFigures', () => {
  it('reports classes with an interval and what the commonest training class would score', () => {
    const figures = buildTestFigures({
      task: 'binary',
      output: { kind: 'classes', labels: ['no', 'yes'] },
      evaluation: { loss: 0.3, predictions: new Float32Array([0.9, 0.2, 0.6, 0.1]) },
      y: new Float32Array([1, 0, 0, 0]),
      trainY: new Float32Array([1, 1, 0]),
      target: unscaled,
    })
    expect(figures.rowCount).toBe(4)
    expect(figures.metrics.accuracy).toBe(0.75)
    expect(figures.baseline).toBe(0.25)
    expect(figures.accuracyInterval?.low).toBeCloseTo(0.3006, 4)
    expect(figures.report).toEqual({
      kind: 'classes',
      labels: ['no', 'yes'],
      confusion: [
        [2, 1],
        [0, 1],
      ],
      perClass: [
        { label: 'no', precision: 1, recall: 2 / 3, f1: 0.8, support: 3 },
        { label: 'yes', precision: 0.5, recall: 1, f1: 2 / 3, support: 1 },
      ],
    })
  })

  it('compares a number with always naming the mean of the training rows, in target units', () => {
    const figures = buildTestFigures({
      task: 'regression',
      output: { kind: 'number' },
      evaluation: { loss: 0, predictions: new Float32Array([1, -1]) },
      y: new Float32Array([1, -1]),
      trainY: new Float32Array([2, -2]),
      target: { center: 50, scale: 10 },
    })
    expect(figures.baseline).toBe(10)
    expect(figures.accuracyInterval).toBeNull()
    expect(figures.report).toEqual({
      kind: 'number',
      points: [
        { actual: 60, predicted: 60 },
        { actual: 40, predicted: 40 },
      ],
    })
  })
})

describe('buildNumberReport', () => {
  it('keeps evenly spaced rows of a large part', () => {
    const y = Float32Array.from({ length: 10 * MAX_POINTS }, (_, row) => row)
    const { points } = buildNumberReport({
      task: 'regression',
      evaluation: { loss: 0, predictions: y },
      y,
      target: unscaled,
    })
    expect(points).toHaveLength(MAX_POINTS)
    expect(points.slice(0, 3).map((point) => point.actual)).toEqual([0, 10, 20])
  })
})
