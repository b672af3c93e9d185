import { PLAIN_WEIGHTS } from '@shared/domain/modelSpec'
import { describe, expect, it } from 'vitest'
import type { ParallelAxis } from '@renderer/charts/parallelAxes'
import type { Design } from '@shared/domain/design'
import { metricBounds } from '@shared/domain/metric'
import type { Domain } from '@shared/domain/searchSpace'
import { DEFAULT_TRAINING } from '@shared/domain/trainingSpec'
import { trialRow } from '../testing/trialRow'
import { boardParameters } from './parameterNames'
import { isBrushed, OBJECTIVE_AXIS, objectiveScale, parallelLines, scaleOf } from './parallelView'

const AXES: ParallelAxis[] = [
  {
    key: 'hidden.units',
    label: 'Units',
    scale: scaleOf({ kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 }),
    format: String,
  },
  { key: OBJECTIVE_AXIS, label: 'Accuracy', scale: { kind: 'linear', low: 0, high: 1 }, format: String },
]
const ROWS = [
  trialRow(1, { value: 0.8, assignment: { 'hidden.units': 100 } }),
  trialRow(2, { value: 0.9, assignment: { 'hidden.units': 16 } }),
  trialRow(3, { value: null, state: 'failed' }),
]

describe('parallelLines', () => {
  it('draws the trials with a result, the best with merit 1', () => {
    expect(parallelLines(ROWS, AXES, { metric: 'accuracy', direction: 'maximize' })).toEqual([
      { number: 2, values: [16, 0.9], merit: 1 },
      { number: 1, values: [100, 0.8], merit: 0 },
    ])
    expect(parallelLines(ROWS, AXES, { metric: 'rmse', direction: 'minimize' })[0]?.number).toBe(1)
  })
})

describe('isBrushed', () => {
  const brushed = (key: string, from: number, to: number) =>
    ROWS.filter((row) => isBrushed(row, AXES, new Map([[key, [[from, to] as const]]]))).map(
      (row) => row.number,
    )

  it('takes intervals as positions on the axis', () => {
    expect(brushed('hidden.units', 1.9, 2.1)).toEqual([1])
    expect(brushed(OBJECTIVE_AXIS, 1, 0.85)).toEqual([2])
  })

  it('lets every trial pass where nothing is brushed', () => {
    expect(ROWS.every((row) => isBrushed(row, AXES, new Map()))).toBe(true)
  })
})

describe('objectiveScale', () => {
  it('gives a single result, or none, an axis with two ends', () => {
    expect(objectiveScale([trialRow(1, { value: 2 })], metricBounds('rmse'))).toEqual({
      kind: 'linear',
      low: 1.8,
      high: 2.2,
    })
    expect(objectiveScale([trialRow(1, { value: 0 })], metricBounds('loss'))).toEqual({
      kind: 'linear',
      low: -0.5,
      high: 0.5,
    })
    expect(objectiveScale([trialRow(1, { value: 1 })], metricBounds('accuracy'))).toMatchObject({ high: 1 })
    expect(objectiveScale([], metricBounds('loss'))).toEqual({ kind: 'linear', low: 0, high: 1 })
  })
})

describe('boardParameters', () => {
  const domain: Domain = { kind: 'choice', values: [1, 2] }
  const dense = {
    units: 8,
    activation: 'relu',
    useBias: true,
    initializer: 'heNormal',
    ...PLAIN_WEIGHTS,
  } as const
  const design: Design = {
    layers: [{ kind: 'dense', id: 'hidden', ...dense }],
    training: DEFAULT_TRAINING,
    search: { 'training.momentum': domain, 'hidden.units': domain },
  }

  it('lists copies of a repeated layer as far as trials have them', () => {
    const names = new Set(['hidden.units[2]', 'hidden.units[1]', 'hidden.units[10]'])
    expect(boardParameters(design, names).map(({ name, copy }) => [name, copy])).toEqual([
      ['hidden.units[1]', 1],
      ['hidden.units[2]', 2],
      ['hidden.units[10]', 10],
      ['training.momentum', null],
    ])
  })

  it('names the settings of the design before any trial', () => {
    expect(boardParameters(design, new Set()).map(({ setting }) => setting)).toEqual(['units', 'momentum'])
  })
})
