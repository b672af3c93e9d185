import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign } from '../../../../test/support/designs'
import { questionOf, taskOf } from '../../../../test/support/search'
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import { createRandom } from '../../../shared/util/random'
import { createSampler } from '../samplers/createSampler'
import { deriveSpace } from '../space/deriveSpace'
import { analyseEffects, type EffectRow, signalToNoise } from './effects'

/** All trials of an orthogonal study. */
function study(space: SearchSpace, responseOf: (assignment: Assignment) => number[], seed = 1): EffectRow[] {
  const sampler = createSampler(taskOf(space), { kind: 'orthogonal', levels: 3, seed })
  return Array.from({ length: sampler.plannedTrials() ?? 0 }, (_, index) => {
    const assignment = sampler.propose(questionOf(index + 1)) ?? {}
    return { assignment, responses: responseOf(assignment) }
  })
}

const SEVEN = {
  'hidden.units': choice(16, 64, 256),
  'hidden.activation': choice('relu', 'tanh', 'gelu'),
  'drop.rate': choice(0, 0.25, 0.5),
  'training.optimizer': choice('adam', 'sgd', 'adamw'),
  'training.batchSize': choice(16, 64, 256),
  'training.epochs': choice(10, 20, 30),
  'training.learningRate': float(1e-4, 1e-2, 'log'),
}
/** What each level adds, the best one in another place for every parameter. */
const AMOUNTS: Record<string, number[]> = {
  'hidden.units': [3, 1, 0],
  'hidden.activation': [0, 2, 1],
  'drop.rate': [1, 0, 4],
  'training.optimizer': [2, 0, 1],
  'training.batchSize': [0, 0.5, 2],
  'training.epochs': [5, 2, 0],
  'training.learningRate': [2, 0, 3],
}

function additive(space: SearchSpace, assignment: Assignment): number {
  return Object.entries(assignment).reduce((sum, [name, value]) => {
    const domain = space.parameters.find((parameter) => parameter.name === name)?.domain
    const level =
      domain?.kind === 'choice' ? domain.values.indexOf(value) : Math.round(Math.log10(Number(value)) + 4)
    return sum + (AMOUNTS[name]?.[level] ?? 0)
  }, 10)
}

describe('analyseEffects', () => {
  const space = deriveSpace(stackDesign(SEVEN))

  it('finds the best levels of seven parameters from the 18 trials of L18', () => {
    const rows = study(space, (assignment) => [additive(space, assignment)])
    expect(rows).toHaveLength(18)
    const analysis = analyseEffects(space, rows, 'minimize')
    expect(analysis?.optimum.assignment).toEqual({
      ...{ 'hidden.units': 256, 'hidden.activation': 'relu', 'drop.rate': 0.25 },
      ...{ 'training.optimizer': 'sgd', 'training.batchSize': 16, 'training.epochs': 30 },
      'training.learningRate': 0.001,
    })
    expect(analysis?.optimum.predicted).toBeCloseTo(10, 9)
    expect(analysis?.factors[0]?.parameter).toBe('training.epochs')
    expect(analysis?.factors[0]?.levels.map(({ trials }) => trials)).toEqual([6, 6, 6])
  })

  it('finds them under noise, whatever the seed, and tells what matters from what does not', () => {
    for (const seed of [1, 2, 3]) {
      const random = createRandom(seed)
      const rows = study(space, (assignment) => [additive(space, assignment) + 0.1 * random.normal()], seed)
      const analysis = analyseEffects(space, rows, 'minimize')
      expect(additive(space, analysis?.optimum.assignment ?? {})).toBeLessThanOrEqual(10.5)
      const { low = 0, high = 0 } = analysis?.optimum.interval ?? {}
      expect(low).toBeLessThan(10.2)
      expect(high).toBeGreaterThan(9.8)
      const shares = analysis?.variance.lines.map(({ contribution }) => contribution) ?? []
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.95)
      const epochs = analysis?.variance.lines.find(({ parameter }) => parameter === 'training.epochs')
      expect(epochs?.p).toBeLessThan(0.01)
    }
  })

  it('takes the smaller effects for the error where the array is full', () => {
    const four = deriveSpace(
      stackDesign({
        'hidden.units': choice(16, 64, 256),
        'drop.rate': choice(0, 0.25, 0.5),
        'training.batchSize': choice(16, 64, 256),
        'training.epochs': choice(10, 20, 30),
      }),
    )
    const analysis = analyseEffects(
      four,
      study(four, (assignment) => [additive(four, assignment)]),
      'minimize',
    )
    expect(analysis?.trials).toBe(9)
    const pooled = analysis?.variance.lines
      .filter(({ isPooled }) => isPooled)
      .map(({ parameter }) => parameter)
    expect(pooled).toEqual(['hidden.units', 'training.batchSize'])
    expect(analysis?.variance.error.degrees).toBe(4)
    expect(analysis?.optimum.assignment['training.batchSize']).toBe(16)
  })

  it('leaves out parameters where they do not exist, and no trial twice', () => {
    const nested = deriveSpace(
      stackDesign({
        'stack.times': integer(0, 2),
        'hidden.units': choice(16, 64, 256),
        'drop.rate': choice(0, 0.25, 0.5),
      }),
    )
    const rows = study(nested, ({ 'stack.times': times, 'hidden.units': units }) => [
      Number(times) === 0 ? 5 : 4 - Number(times) - (units === 64 ? 1 : 0),
    ])
    expect(new Set(rows.map(({ assignment }) => JSON.stringify(assignment))).size).toBe(rows.length)
    const analysis = analyseEffects(nested, rows, 'minimize')
    expect(analysis?.optimum.assignment).toMatchObject({ 'stack.times': 2, 'hidden.units': 64 })
    expect(analysis?.optimum.predicted).toBeCloseTo(1, 6)
  })

  it('says nothing where nothing varies', () => {
    expect(analyseEffects({ parameters: [] }, [], 'minimize')).toBeNull()
  })
})

describe('signalToNoise', () => {
  it('is larger for what is better and steadier', () => {
    expect(signalToNoise([1, 2, 3], 'minimize')).toBeCloseTo(-10 * Math.log10(14 / 3), 12)
    expect(signalToNoise([2, 4], 'maximize')).toBeCloseTo(-10 * Math.log10((1 / 4 + 1 / 16) / 2), 12)
    expect(signalToNoise([0.5, 0], 'maximize')).toBeNull()
  })
})
