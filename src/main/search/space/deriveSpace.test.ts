import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign } from '../../../../test/support/designs'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { deriveSpace } from './deriveSpace'

const describeSpace = (...of: Parameters<typeof stackDesign>) =>
  deriveSpace(stackDesign(...of)).parameters.map(({ name, condition }) => {
    if (condition === null) return name
    const test =
      condition.test === 'atLeast' ? `≥ ${String(condition.value)}` : `in ${condition.values.join()}`
    return `${name} if ${condition.parameter} ${test}`
  })

describe('deriveSpace', () => {
  it('puts parents before children and layers before training', () => {
    const search = {
      'training.learningRate': float(1e-4, 1e-1, 'log'),
      'hidden.units': integer(8, 64),
      'stack.times': integer(0, 3),
      'out.l2': float(0, 1),
    }
    expect(describeSpace(search)).toEqual([
      'stack.times',
      'hidden.units if stack.times ≥ 1',
      'out.l2',
      'training.learningRate',
    ])
  })

  it('needs no condition where a repeat always stands, and no parameter where it never does', () => {
    const units = { 'hidden.units': integer(8, 64) }
    expect(describeSpace({ ...units, 'stack.times': integer(1, 3) })).toEqual(['stack.times', 'hidden.units'])
    expect(describeSpace(units, { times: 2 })).toEqual(['hidden.units'])
    expect(describeSpace(units, { times: 0 })).toEqual([])
    expect(describeSpace({ ...units, 'stack.times': choice(0) })).toEqual(['stack.times'])
  })

  it('gives every copy of an each-repeat its own parameters', () => {
    const search = { 'hidden.units': integer(8, 64), 'drop.rate': float(0, 0.5) }
    expect(describeSpace({ ...search, 'stack.times': integer(1, 2) }, { settings: 'each' })).toEqual([
      'stack.times',
      'hidden.units[1]',
      'drop.rate[1]',
      'hidden.units[2] if stack.times ≥ 2',
      'drop.rate[2] if stack.times ≥ 2',
    ])
    expect(describeSpace(search, { settings: 'each', times: 1 })).toEqual(['hidden.units[1]', 'drop.rate[1]'])
    expect(
      describeSpace({ 'hidden.units': integer(8, 64), 'stack.times': choice(3, 1) }, { settings: 'each' }),
    ).toEqual([
      'stack.times',
      'hidden.units[1]',
      'hidden.units[2] if stack.times ≥ 2',
      'hidden.units[3] if stack.times ≥ 3',
    ])
  })

  it('searches momentum only with an optimizer that uses it', () => {
    const momentum = { 'training.momentum': float(0.5, 0.9) }
    expect(describeSpace(momentum)).toEqual([])
    expect(describeSpace({ ...momentum, 'training.optimizer': choice('adam', 'rmsprop') })).toEqual([
      'training.optimizer',
    ])
    expect(describeSpace({ ...momentum, 'training.optimizer': choice('sgd') })).toEqual([
      'training.optimizer',
      'training.momentum',
    ])
    expect(describeSpace({ ...momentum, 'training.optimizer': choice('adam', 'sgd') })).toEqual([
      'training.optimizer',
      'training.momentum if training.optimizer in sgd',
    ])
    const design = { ...stackDesign(momentum), training: { ...DEFAULT_TRAINING, optimizer: 'sgd' as const } }
    expect(deriveSpace(design).parameters.map(({ name }) => name)).toEqual(['training.momentum'])
  })

  it('searches a setting of a layer only with what it is used with, in every copy of its own', () => {
    const search = {
      'stack.times': integer(1, 2),
      'hidden.initializer': choice('normal', 'zeros'),
      'hidden.initialScale': float(0.01, 1, 'log'),
    }
    expect(describeSpace(search, { settings: 'each' })).toEqual([
      'stack.times',
      'hidden.initializer[1]',
      'hidden.initialScale[1] if hidden.initializer[1] in normal,truncatedNormal,uniform,constant',
      'hidden.initializer[2] if stack.times ≥ 2',
      'hidden.initialScale[2] if hidden.initializer[2] in normal,truncatedNormal,uniform,constant',
    ])
    expect(describeSpace({ 'out.initialScale': float(0.01, 1) })).toEqual([])
  })

  it('searches the settings of schedules and losses only with those that use them', () => {
    const search = {
      'training.schedule': choice('constant', 'cosine', 'step'),
      'training.decayFactor': float(0.1, 0.9),
      'training.restarts': integer(0, 2),
      'training.plateauPatience': integer(1, 3),
      'training.labelSmoothing': float(0, 0.2),
    }
    expect(describeSpace(search)).toEqual([
      'training.schedule',
      'training.decayFactor if training.schedule in step,exponential,plateau',
      'training.restarts if training.schedule in cosine',
    ])
  })

  it('takes the nearest allowed value as the default', () => {
    const { parameters } = deriveSpace(
      stackDesign({ 'hidden.units': integer(100, 200), 'out.l2': float(1e-6, 1e-2, 'log') }),
    )
    expect(parameters.map((parameter) => parameter.default)).toEqual([100, 1e-6])
  })

  it('leaves out searches of settings that do not exist', () => {
    expect(describeSpace({ 'gone.units': integer(1, 2), 'drop.units': integer(1, 2) })).toEqual([])
  })
})
