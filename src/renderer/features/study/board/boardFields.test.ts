import { describe, expect, it } from 'vitest'
import { trialRow } from '../testing/trialRow'
import { boardFields } from './boardFields'
import { parseFilter } from './filterExpression'

const fields = boardFields(
  [
    {
      name: 'training.learningRate',
      path: 'training.learningRate',
      setting: 'learningRate',
      copy: null,
      domain: { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' },
      label: '学习率',
    },
    {
      name: 'hidden.activation',
      path: 'hidden.activation',
      setting: 'activation',
      copy: null,
      domain: { kind: 'choice', values: ['relu', 'tanh'] },
      label: '激活',
    },
  ],
  {
    trial: '试验',
    state: '状态',
    time: '用时',
    epochs: '轮数',
    metric: 'accuracy',
    metricName: '准确率',
    stateName: (state) => (state === 'complete' ? '完成' : state),
    valueName: (value) => (value === 'relu' ? 'ReLU' : String(value)),
  },
)
const row = trialRow(3, {
  assignment: { 'training.learningRate': 0.01, 'hidden.activation': 'relu' },
  durationMs: 2000,
})

describe('boardFields', () => {
  it.each([
    'lr=0.01',
    'learningRate>0.001',
    '学习率<1',
    '状态:完成',
    'state:complete',
    '准确率>=90%',
    'accuracy>0.8',
    'activation:ReLU',
    'relu',
    '用时<3',
    'epochs=30',
    'trial=3',
  ])('knows the trial by %s', (expression) => {
    expect(parseFilter(expression, fields).test(row)).toBe(true)
  })

  it('has no word for what is not there', () => {
    expect(parseFilter('momentum>0', fields).unknown).toEqual(['momentum'])
  })
})
