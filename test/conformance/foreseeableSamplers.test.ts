import { describe, expect, it } from 'vitest'
import {
  countCombinations,
  countValues,
  createSampler,
  defaultAssignment,
  deriveSpace,
  gridSize,
} from '../../src/main/search'
import type { SamplerSpec } from '../../src/shared/domain/search/samplerSpec'
import { choice, float, integer, stackDesign, stepped } from '../support/designs'
import { questionOf, taskOf } from '../support/search'
import { keys, propose, WIDE } from './samplerSpaces'

describe('the random sampler', { timeout: 20_000 }, () => {
  const spec: SamplerSpec = { kind: 'random', seed: 5 }

  it('begins with the defaults of the design', () => {
    const space = WIDE
    expect(createSampler(taskOf(space), spec).propose(questionOf(1))).toEqual(defaultAssignment(space))
  })

  it('has no end in an infinite space, and as many trials as points in a finite one', () => {
    expect(createSampler(taskOf(WIDE), spec).plannedTrials()).toBeNull()
    const space = deriveSpace(stackDesign({ 'stack.times': integer(0, 3), 'drop.rate': choice(0, 0.1, 0.2) }))
    expect(createSampler(taskOf(space), spec).plannedTrials()).toBe(countCombinations(space))
  })

  it('draws learning rates evenly in their logarithm', () => {
    const space = deriveSpace(stackDesign({ 'training.learningRate': float(1e-4, 1e-1, 'log') }))
    const rates = propose(createSampler(taskOf(space), spec), 3001)
      .slice(1)
      .map((assignment) => Math.log10(Number(assignment['training.learningRate'])))
    const decades = [-4, -3, -2].map((low) => rates.filter((rate) => rate >= low && rate < low + 1).length)
    const deviation = decades.reduce((sum, found) => sum + (found - 1000) ** 2 / 1000, 0)
    expect(deviation).toBeLessThan(13.8)
  })

  it('gives different seeds different sequences', () => {
    const space = WIDE
    const [first, second] = [1, 2].map((seed) =>
      keys(propose(createSampler(taskOf(space), { kind: 'random', seed }), 20)).slice(1),
    )
    expect(first).not.toEqual(second)
  })

  it('finds the last free points of a crowded, skewed space', () => {
    const space = deriveSpace(stackDesign({ 'hidden.units': integer(1, 3000, 'log') }))
    const all = propose(createSampler(taskOf(space), spec), 4000)
    expect(new Set(keys(all)).size).toBe(3000)
  })
})

describe('the grid sampler', { timeout: 20_000 }, () => {
  const space = deriveSpace(
    stackDesign({
      'stack.times': integer(0, 2),
      'hidden.units': integer(8, 64, 'log'),
      'out.useBias': choice(true, false),
    }),
  )
  const spec = (order: 'ordered' | 'shuffled', seed = 1): SamplerSpec => ({
    kind: 'grid',
    order,
    pointsPerRange: 2,
    seed,
  })
  const all = (of: SamplerSpec) => keys(propose(createSampler(taskOf(space), of), 100))

  it('lists the grid with the last parameter fastest, conditional points once', () => {
    expect(propose(createSampler(taskOf(space), spec('ordered')), 5)).toEqual([
      { 'stack.times': 0, 'out.useBias': true },
      { 'stack.times': 0, 'out.useBias': false },
      { 'stack.times': 2, 'hidden.units': 8, 'out.useBias': true },
      { 'stack.times': 2, 'hidden.units': 8, 'out.useBias': false },
      { 'stack.times': 2, 'hidden.units': 64, 'out.useBias': true },
    ])
    expect(createSampler(taskOf(space), spec('ordered')).plannedTrials()).toBe(gridSize(space, 2))
  })

  it('shuffles the very same points, differently for every seed', () => {
    const ordered = all(spec('ordered'))
    expect(all(spec('shuffled')).toSorted()).toEqual(ordered.toSorted())
    expect(all(spec('shuffled', 1))).not.toEqual(all(spec('shuffled', 2)))
  })

  it('goes from the ends and middles of ranges to what lies between, through the very same points', () => {
    const wide = deriveSpace(
      stackDesign({
        'hidden.units': integer(1, 9),
        'drop.rate': stepped(0, 0.8, 0.1),
        'out.useBias': choice(true, false),
      }),
    )
    const of = (order: 'ordered' | 'coarseToFine'): SamplerSpec => ({
      kind: 'grid',
      order,
      pointsPerRange: 9,
      seed: 3,
    })
    const points = propose(createSampler(taskOf(wide), of('coarseToFine')), 200)
    expect(keys(points).toSorted()).toEqual(
      keys(propose(createSampler(taskOf(wide), of('ordered')), 200)).toSorted(),
    )
    const units = points.map((assignment) => Number(assignment['hidden.units']))
    expect(new Set(units.slice(0, 18))).toEqual(new Set([1, 5, 9]))
    expect(new Set(units.slice(18, 50))).toEqual(new Set([1, 3, 5, 7, 9]))
    expect(new Set(units.slice(50).filter((count) => count % 2 === 0)).size).toBe(4)
  })

  it('walks a grid far too large to be written down', () => {
    const many = deriveSpace(
      stackDesign(
        { 'hidden.units': integer(1, 16384), 'drop.rate': float(0, 0.9), 'hidden.l2': float(0, 1) },
        { settings: 'each', times: 12 },
      ),
    )
    const sampler = createSampler(taskOf(many), {
      kind: 'grid',
      order: 'shuffled',
      pointsPerRange: 100,
      seed: 1,
    })
    expect(sampler.plannedTrials()).toBeCloseTo(1e72, -70)
    expect(new Set(keys(propose(sampler, 500))).size).toBe(500)
    expect(countValues(many.parameters[0]?.domain ?? integer(1, 1))).toBe(16384)
  })
})
