import { describe, expect, it } from 'vitest'
import type { Design } from '@shared/domain/design'
import { isTraining, type StudyPlan } from '@shared/domain/study'
import { studySummary } from '../testing/project'
import { manualFields } from './manualFields'

const { plan } = studySummary()
const withDesign = (change: (design: Design) => Design): StudyPlan =>
  isTraining(plan) ? { ...plan, design: change(plan.design) } : plan
const names = (given: StudyPlan, values = {}) => manualFields(given, values).map(({ name }) => name)

describe('manualFields', () => {
  const optimizers = withDesign((design) => ({
    ...design,
    search: {
      'training.optimizer': { kind: 'choice', values: ['adam', 'sgd'] },
      'training.momentum': { kind: 'float', low: 0, high: 0.9, scale: 'linear' },
    },
  }))

  it('asks only for what exists beside the values so far', () => {
    expect(names(optimizers)).toEqual(['training.optimizer'])
    expect(names(optimizers, { 'training.optimizer': 'sgd' })).toEqual([
      'training.optimizer',
      'training.momentum',
    ])
  })

  it('asks for each copy of a layer whose repeats are searched each on its own', () => {
    const repeats = withDesign((design) => ({
      ...design,
      layers: design.layers.map((layer) =>
        layer.kind === 'repeat' ? { ...layer, settings: 'each' } : layer,
      ),
      search: {
        ...design.search,
        'stack.times': { kind: 'integer', low: 0, high: 3, scale: 'linear', step: 1 },
      },
    }))
    expect(names(repeats)).toEqual(['stack.times', 'hidden.units[1]', 'hidden.units[2]'])
    expect(names(repeats, { 'stack.times': 0 })).toEqual(['stack.times'])
  })

  it('does not ask for what follows another setting', () => {
    const coupled = withDesign((design) => ({
      ...design,
      search: {
        'hidden.units': { kind: 'choice', values: [16, 64] },
        'dropout.rate': { kind: 'choice', values: [0, 0.5] },
      },
      coupled: [['dropout.rate', 'hidden.units']],
    }))
    expect(names(coupled)).toEqual(['hidden.units'])
  })

  it('follows the conditions of a space that a program was given', () => {
    const { objective, sampler, budget } = plan
    const program: StudyPlan = {
      ...{ objective, sampler, budget },
      command: { line: ['run'], folder: '/', metric: 'loss', steps: 1, timeLimitSeconds: null },
      space: {
        parameters: [
          {
            name: 'layers',
            domain: { kind: 'integer', low: 1, high: 3, scale: 'linear', step: 1 },
            default: 1,
            condition: null,
          },
          {
            name: 'skip',
            domain: { kind: 'choice', values: [true, false] },
            default: false,
            condition: { test: 'atLeast', parameter: 'layers', value: 2 },
          },
        ],
      },
    }
    expect(names(program)).toEqual(['layers'])
    expect(names(program, { layers: 2 })).toEqual(['layers', 'skip'])
  })
})
