import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { targetFile, tensorFile, WEIGHTS_FILE, type PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { RecipeStep } from '../../../shared/domain/recipe'
import type { Part } from '../../../shared/domain/split'
import { prepareFolder } from '../prepare'
import { layOut, type SampleColumn, type SamplePlan } from '../recipe/testing/samplePlans'
import { makeFolder } from '../testing/temporaryFiles'

type Step = Partial<RecipeStep> & Pick<RecipeStep, 'kind'>

interface Prepared {
  readonly meta: PreparedMeta
  readonly tensor: (part: Part, input?: number) => number[]
  readonly target: (part: Part) => number[]
  readonly weights: () => number[]
}

async function prepare(plan: SamplePlan, fold = 0): Promise<Prepared> {
  const { data, division } = layOut({ isCompleted: true, ...plan })
  const folder = join(makeFolder(), 'prepared')
  const meta = await prepareFolder(data, division, folder, { fold })
  const floats = (name: string) => [...new Float32Array(bytesOf(join(folder, name)))]
  return {
    meta,
    tensor: (part, at = 0) => {
      const input = meta.inputs[at]
      if (!input) return []
      const name = tensorFile(part, input)
      return input.type === 'i32' ? [...new Int32Array(bytesOf(join(folder, name)))] : floats(name)
    },
    target: (part) => floats(targetFile(part)),
    weights: () => floats(WEIGHTS_FILE),
  }
}

function bytesOf(path: string): ArrayBuffer {
  const bytes = readFileSync(path)
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}

const count = <T>(length: number, cell: (at: number) => T) => Array.from({ length }, (_, at) => cell(at))
const countOf = (list: readonly number[], wanted: number) => list.filter((item) => item === wanted).length

describe('classes that are rare', () => {
  const columns: SampleColumn[] = [
    { name: 'a', cells: count(100, (at) => at % 17) },
    { name: 'b', cells: count(100, (at) => (at * 7) % 23) },
    {
      name: 'class',
      type: 'category',
      role: 'target',
      cells: count(100, (at) => (at % 5 === 0 ? 'rare' : 'usual')),
    },
  ]
  const change: SamplePlan['change'] = {
    task: 'binary',
    split: {
      kind: 'holdout',
      train: 0.6,
      validation: 0.2,
      test: 0.2,
      isStratified: true,
      seed: 1,
      group: null,
    },
  }
  const balance = (method: string, more: object = {}) =>
    prepare({
      columns,
      change,
      recipe: [{ kind: 'balance', columns: [], method, ...more } as Step],
    })

  it('weigh as much as the others', async () => {
    const { meta, target, weights } = await balance('classWeights')
    expect(meta).toMatchObject({ hasWeights: true, counts: { train: 60, validation: 20, test: 20 } })
    const sums = [0, 0]
    target('train').forEach((label, at) => (sums[label] = (sums[label] ?? 0) + (weights()[at] ?? 0)))
    expect(sums).toEqual([expect.closeTo(30, 4), expect.closeTo(30, 4)])
  })

  it.each([
    ['oversample', 48, 48],
    ['undersample', 12, 12],
    ['smote', 48, 48],
  ])('are as many as the others by %s, in training only', async (method, usual, rare) => {
    const { meta, target, tensor } = await balance(method)
    // Labels are sorted: rare is 0.
    expect([countOf(target('train'), 1), countOf(target('train'), 0)]).toEqual([usual, rare])
    expect(meta.counts).toEqual({ train: usual + rare, validation: 20, test: 20 })
    expect(tensor('train')).toHaveLength(2 * (usual + rare))
    expect(countOf(target('validation'), 0)).toBe(4)
  })

  it('are made up to a share, between rows that there are', async () => {
    const { target, tensor } = await balance('smote', { ratio: 0.5 })
    expect(countOf(target('train'), 0)).toBe(24)
    const before = (await balance('classWeights')).tensor('train')
    const made = tensor('train').slice(before.length)
    const range = (list: readonly number[]) => [Math.min(...list), Math.max(...list)]
    const [low = 0, high = 0] = range(before)
    expect(range(made)[0]).toBeGreaterThanOrEqual(low)
    expect(range(made)[1]).toBeLessThanOrEqual(high)
    expect(tensor('train').slice(0, before.length)).toEqual(before)
  })
})

describe('a series', () => {
  const length = 40
  const columns: SampleColumn[] = [
    { name: 'day', role: 'ignored', cells: count(length, (at) => at) },
    { name: 'heat', cells: count(length, (at) => 100 + at) },
    { name: 'sold', role: 'target', cells: count(length, (at) => at * 10) },
  ]
  const change: SamplePlan['change'] = {
    task: 'regression',
    series: { time: 'day', group: null, lookback: 3, horizon: 2, stride: 1, breaksAtGaps: true },
    split: {
      kind: 'timeOrdered',
      train: 0.6,
      validation: 0.2,
      test: 0.2,
      column: 'day',
      gap: 0,
      folds: 1,
    },
  }
  const recipe: Step[] = [
    { kind: 'impute', columns: 'numbers', method: 'median' },
    { kind: 'scale', columns: ['heat'], method: 'minMax' },
  ]

  it('becomes windows of the past, its target among them, and a value some steps ahead', async () => {
    const { meta, tensor, target } = await prepare({ columns, recipe, change, isCompleted: false })
    expect(meta.inputs).toEqual([
      { spec: { name: 'x', kind: 'sequence', shape: [3, 2], vocabulary: 0 }, type: 'f32' },
    ])
    expect(meta.fitted.window).toEqual({ lookback: 3, horizon: 2 })
    expect(meta.fitted.reads.map(({ column }) => column)).toEqual(['heat', 'sold'])
    const back = (value: number) => value * meta.fitted.targetScale + meta.fitted.targetCenter
    // Rows 0, 1, 2 predict row 4.
    expect(
      tensor('train')
        .slice(0, 6)
        .filter((_, at) => at % 2 === 1),
    ).toEqual([0, 10, 20])
    expect(back(target('train')[0] ?? 0)).toBeCloseTo(40, 3)
    expect(tensor('train')).toHaveLength(meta.counts.train * 6)
    expect(back(target('test').at(-1) ?? 0)).toBeCloseTo(390, 3)
  })

  it('is scaled by the rows that training windows read', async () => {
    const { meta, tensor } = await prepare({ columns, recipe, change, isCompleted: false })
    const heat = tensor('train').filter((_, at) => at % 2 === 0)
    expect([Math.min(...heat), Math.max(...heat)]).toEqual([0, 1])
    expect(Math.max(...tensor('test').filter((_, at) => at % 2 === 0))).toBeGreaterThan(1)
    expect(meta.counts.train).toBe(20)
  })
})

describe('folds', () => {
  it('are fitted on their own training rows', async () => {
    const plan: SamplePlan = {
      columns: [
        { name: 'a', cells: count(60, (at) => at * at) },
        { name: 'y', role: 'target', cells: count(60, (at) => at) },
      ],
      recipe: [],
      change: {
        split: {
          kind: 'kFold',
          folds: 3,
          repeats: 1,
          test: 0.2,
          isStratified: false,
          isShuffled: true,
          group: null,
          seed: 1,
        },
      },
    }
    const [first, second] = [await prepare(plan, 0), await prepare(plan, 1)]
    expect([first.meta.fold, second.meta.fold]).toEqual([0, 1])
    expect(first.meta.fitted.primitives).not.toEqual(second.meta.fitted.primitives)
    for (const { meta, tensor } of [first, second]) {
      expect(meta.counts).toEqual({ train: 32, validation: 16, test: 12 })
      const mean = tensor('train').reduce((sum, value) => sum + value, 0) / 32
      expect(mean).toBeCloseTo(0, 5)
    }
  })
})

describe('texts', () => {
  const opinions = ['good film', 'bad film', 'very good', 'very bad film', 'good good']
  const note: SampleColumn = { name: 'note', type: 'text', cells: count(50, (at) => opinions[at % 5] ?? '') }
  const size: SampleColumn = { name: 'size', cells: count(50, (at) => at % 7) }
  const target: SampleColumn = {
    name: 'class',
    type: 'category',
    role: 'target',
    cells: count(50, (at) => (at % 2 === 0 ? 'no' : 'yes')),
  }

  it('are tokens where they are all there is', async () => {
    const { meta, tensor } = await prepare({ columns: [note, target], recipe: [] })
    expect(meta.inputs).toMatchObject([{ spec: { name: 'x', kind: 'tokens', shape: [200] }, type: 'i32' }])
    expect(tensor('train')).toHaveLength(meta.counts.train * 200)
    expect(new Set(tensor('train').filter((token) => token > 0)).size).toBe(4)
  })

  it('are figures beside others, or an input of their own', async () => {
    const beside = await prepare({ columns: [size, note, target], recipe: [] })
    expect(beside.meta.inputs).toMatchObject([{ spec: { name: 'x', kind: 'table' } }])
    const own = await prepare({
      columns: [size, note, target],
      recipe: [{ kind: 'tokens', columns: 'texts', length: 4 }],
    })
    expect(own.meta.inputs).toMatchObject([
      { spec: { name: 'x', kind: 'table', shape: [1] }, type: 'f32' },
      { spec: { name: 'note', kind: 'tokens', shape: [4] }, type: 'i32' },
    ])
    expect(own.tensor('train', 1)).toHaveLength(own.meta.counts.train * 4)
  })
})

describe('training rows of an encoded target', () => {
  it('have figures of their own', async () => {
    const { meta, tensor } = await prepare({
      columns: [
        { name: 'id', type: 'category', cells: count(90, (at) => `id${at % 9}`) },
        { name: 'y', role: 'target', cells: count(90, (at) => (at % 9) + Math.sin(at)) },
      ],
      recipe: [{ kind: 'encode', columns: ['id'], method: 'target', smoothing: 1 }],
    })
    const lookup = meta.fitted.primitives.find(({ kind }) => kind === 'lookup')
    const known = new Set(lookup?.kind === 'lookup' ? lookup.table.flat().map(Math.fround) : [])
    expect(tensor('validation').every((figure) => known.has(figure))).toBe(true)
    expect(tensor('train').some((figure) => known.has(figure))).toBe(false)
  })
})
