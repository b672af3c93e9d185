import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arbitraryDesign,
  choice,
  float,
  integer,
  stackDesign,
  stepped,
} from '../../../../test/support/designs'
import { assignmentKey, isActive, normaliseAssignment } from './assignments'
import { createAssignmentTree } from './assignmentTree'
import { countCombinations, gridSize } from './counting'
import { deriveSpace } from './deriveSpace'
import { gridLevels } from './levels'

const count = (...of: Parameters<typeof stackDesign>) => countCombinations(deriveSpace(stackDesign(...of)))

describe('countCombinations', () => {
  it('is 1 where nothing varies', () => {
    expect(count({})).toBe(1)
  })

  it('multiplies what is independent and adds what is conditional', () => {
    expect(count({ 'training.batchSize': choice(16, 32), 'drop.rate': stepped(0, 0.5, 0.1) })).toBe(12)
    expect(count({ 'stack.times': integer(0, 3), 'hidden.units': integer(1, 10) })).toBe(1 + 3 * 10)
    const each = { settings: 'each' } as const
    expect(count({ 'stack.times': integer(0, 3), 'hidden.units': integer(1, 10) }, each)).toBe(
      1 + 10 + 100 + 1000,
    )
    const optimizer = { 'training.optimizer': choice('adam', 'sgd'), 'training.momentum': choice(0.5, 0.9) }
    expect(count(optimizer)).toBe(3)
  })

  it('is null where a range without steps can exist, and only there', () => {
    expect(count({ 'training.learningRate': float(1e-4, 1e-1, 'log') })).toBeNull()
    expect(count({ 'training.learningRate': float(0.1, 0.1) })).toBe(1)
    expect(
      count({ 'training.momentum': float(0, 0.9), 'training.optimizer': choice('adam', 'sgd') }),
    ).toBeNull()
    expect(count({ 'training.momentum': float(0, 0.9), 'training.optimizer': choice('adam') })).toBe(1)
  })

  it('stays a finite number however large the space is', () => {
    const layers = Array.from({ length: 50 }, (_, index) => ({
      ...stackDesign({}, { settings: 'each', times: 12 }).layers[0],
      id: `stack${String(index)}`,
      layers: [{ kind: 'dropout', id: `drop${String(index)}`, rate: 0 }],
    }))
    const search = Object.fromEntries(
      layers.map((_, index) => [`drop${String(index)}.rate`, stepped(0, 0.9, 1e-6)]),
    )
    const design = { ...stackDesign(search), layers } as ReturnType<typeof stackDesign>
    expect(countCombinations(deriveSpace(design))).toBe(Number.MAX_VALUE)
  })
})

describe('gridSize', () => {
  it('counts the levels of ranges and all choices', () => {
    const space = deriveSpace(
      stackDesign({ 'training.learningRate': float(1e-4, 1e-1, 'log'), 'out.useBias': choice(true, false) }),
    )
    expect(gridSize(space, 5)).toBe(10)
  })
})

describe('createAssignmentTree', () => {
  it('lists normalised assignments, each once, as many as it says', () => {
    fc.assert(
      fc.property(arbitraryDesign(), (design) => {
        const space = deriveSpace(design)
        const tree = createAssignmentTree(space, ({ domain }) => gridLevels(domain, 2))
        const size = tree?.size ?? 0n
        fc.pre(size <= 3000n)
        const all = Array.from({ length: Number(size) }, (_, index) => tree?.at(BigInt(index)) ?? {})
        expect(new Set(all.map(assignmentKey)).size).toBe(all.length)
        for (const assignment of all.slice(0, 200)) {
          expect(normaliseAssignment(space, assignment)).toEqual(assignment)
          const active = space.parameters.filter((parameter) => isActive(parameter, assignment))
          expect(Object.keys(assignment)).toEqual(active.map(({ name }) => name))
        }
      }),
      { seed: 4, numRuns: 30 },
    )
  })
})
