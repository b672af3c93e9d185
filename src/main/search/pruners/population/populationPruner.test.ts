import { describe, expect, it } from 'vitest'
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import type { Parameter, SearchSpace } from '../../../../shared/domain/searchSpace'
import { createRandom } from '../../../../shared/util/random'
import type { PastTrial, Pruner } from '../../types'
import { createPruner } from '../createPruner'
import { createChange } from './changeSettings'
import { isMutable, mutableParameters } from './isMutable'

const RATE: Parameter = {
  name: 'training.learningRate',
  domain: { kind: 'float', low: 0.0001, high: 0.1, scale: 'log' },
  ...{ default: 0.01, condition: null },
}
const UNITS: Parameter = {
  name: 'hidden.units',
  domain: { kind: 'integer', low: 8, high: 64, scale: 'log', step: 1 },
  ...{ default: 16, condition: null },
}
const BATCH: Parameter = {
  name: 'training.batchSize',
  domain: { kind: 'choice', values: [16, 32, 64] },
  ...{ default: 32, condition: null },
}
const SPACE: SearchSpace = { parameters: [RATE, UNITS, BATCH] }
const SETTINGS = { 'training.learningRate': 0.01, 'hidden.units': 16, 'training.batchSize': 32 }

const SPEC: SamplerSpecOf<'population'> = {
  ...{ kind: 'population', population: 4, interval: 5, quantile: 0.25, resample: 0, seed: 1 },
}

function pruner(trials: number | null = 20): Pruner {
  const task = { space: SPACE, objectives: 1, trials, parallel: 2, directions: ['minimize'] as const }
  return createPruner(task, { sampler: SPEC })
}

/** A member that waits at the end of a leg. */
function member(number: number, value: number, change: Partial<PastTrial> = {}): PastTrial {
  const curve = [{ step: 5, values: [value] }]
  return {
    ...{ number, assignment: SETTINGS, state: 'paused', values: [value], curve, plannedSteps: 20, runs: [] },
    ...change,
  }
}

const MEMBERS = [member(1, 0.4), member(2, 0.9), member(3, 0.1), member(4, 0.5)]

describe('the population pruner', () => {
  it('lets all stand still after every leg but the last', () => {
    expect(pruner().nextHalt(member(1, 0, { curve: [] }))).toBe(5)
    expect(pruner().nextHalt(member(1, 0))).toBe(10)
    expect(pruner().nextHalt(member(1, 0, { curve: [{ step: 15, values: [0] }] }))).toBeNull()
    expect(pruner().nextHalt(member(9, 0, { curve: [], forkedFrom: { number: 1, step: 5 } }))).toBe(10)
  })

  it('waits until the whole population is there', () => {
    expect(pruner().next(MEMBERS.slice(0, 3))).toBeNull()
    const late = member(4, 0.5, { state: 'running', curve: [{ step: 4, values: [1] }] })
    expect(pruner().next([...MEMBERS.slice(0, 3), late])).toBeNull()
  })

  it('first puts a changed copy of the best in the place of the worst, then lets the others go on', () => {
    const fork = pruner().next(MEMBERS)
    expect(fork).toMatchObject({ kind: 'fork', from: 3, step: 5, replaces: 2 })
    const assignment = fork?.kind === 'fork' ? fork.assignment : {}
    expect(
      [0.008, 0.012].some((rate) => Math.abs(Number(assignment['training.learningRate']) - rate) < 1e-12),
    ).toBe(true)
    expect(assignment['hidden.units']).toBe(16)
    expect([16, 64]).toContain(assignment['training.batchSize'])
    const copy = member(5, 0, { state: 'running', curve: [], forkedFrom: { number: 3, step: 5 } })
    const after = [
      ...MEMBERS.map((one) => (one.number === 2 ? member(2, 0.9, { state: 'pruned' }) : one)),
      copy,
    ]
    expect(pruner().next(after)).toEqual({ kind: 'promote', number: 1 })
    const gone = after.map((one) =>
      one.number < 4 && one.state === 'paused' ? { ...one, state: 'running' as const } : one,
    )
    expect(pruner().next(gone)).toEqual({ kind: 'promote', number: 4 })
  })

  it('copies nobody where the study may have no more trials', () => {
    expect(pruner(4).next(MEMBERS)).toEqual({ kind: 'promote', number: 1 })
  })
})

describe('what of a copy may change', () => {
  it('are settings that leave the weights as they are', () => {
    const names = ['training.learningRate', 'training.batchSize', 'drop.rate', 'hidden.l2', 'drop.rate[2]']
    expect(names.every((name) => isMutable({ name }))).toBe(true)
    const others = [
      'hidden.units',
      'training.epochs',
      'training.optimizer',
      'stack.times',
      'data.scale.rate',
      'rate',
    ]
    expect(others.some((name) => isMutable({ name }))).toBe(false)
  })

  it('is nothing that decides whether other settings exist, nor what leads one that may not change', () => {
    const child: Parameter = { ...UNITS, condition: { test: 'oneOf', parameter: BATCH.name, values: [32] } }
    expect(mutableParameters({ parameters: [RATE, BATCH, child] })).toEqual([RATE])
    const follower: Parameter = { ...UNITS, follows: BATCH.name }
    expect(mutableParameters({ parameters: [RATE, BATCH, follower] })).toEqual([RATE])
  })

  it('stays in its range and within the constraints', () => {
    const space = { ...SPACE, constraints: ['training.learningRate <= 0.01'] }
    for (let seed = 1; seed <= 50; seed++) {
      const rate = Number(createChange(space, 0.3)(SETTINGS, createRandom(seed))['training.learningRate'])
      expect(rate).toBeGreaterThanOrEqual(0.0001)
      expect(rate).toBeLessThanOrEqual(0.01)
    }
    const end = createChange(SPACE, 0)({ ...SETTINGS, 'training.learningRate': 0.1 }, createRandom(2))
    expect(end['training.learningRate']).toBeCloseTo(0.08, 12)
  })
})
