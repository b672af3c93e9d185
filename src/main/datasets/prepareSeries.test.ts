import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DatasetPlan } from '../../shared/domain/dataset'
import { featureNamesOf } from '../../shared/domain/fittedRecipe'
import { newStep } from '../../shared/domain/recipe'
import { createDatasetEngine } from './engine'
import { makeFolder, writeTable } from './testing/temporaryFiles'

const engine = createDatasetEngine()
const COUNT = 200
const dayAt = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10)
/** Figures that no other row has, so that each can be found again. */
const salesAt = (index: number) => 100 + index + (index % 7) * 10

function makeTable(figure: (index: number) => number): string {
  const rows = Array.from({ length: COUNT }, (_, index) => `${dayAt(index)},${index % 5},${figure(index)}`)
  return `day,staff,sales\n${rows.join('\n')}\n`
}

async function prepare(text = makeTable(salesAt), change = (plan: DatasetPlan) => plan) {
  const file = writeTable(text)
  const { plan } = await engine.propose(file, {})
  const folder = join(makeFolder(), 'prepared')
  const meta = await engine.prepare(file, change(plan), folder)
  const read = (name: string) => {
    const bytes = readFileSync(join(folder, name))
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  }
  return { plan, meta, read }
}

const lookBack =
  (lookback: number, horizon = 1) =>
  (plan: DatasetPlan): DatasetPlan => ({
    ...plan,
    series: plan.series && { ...plan.series, lookback, horizon },
  })

describe('prepare of a series', () => {
  it('writes windows of the inputs and of the past of the target', async () => {
    const { plan, meta, read } = await prepare()
    expect(plan.series).toMatchObject({ time: 'day', lookback: 30 })
    expect(featureNamesOf(meta.fitted)).toEqual(['staff', 'sales'])
    expect(meta.inputs).toMatchObject([
      { spec: { name: 'x', kind: 'sequence', shape: [30, 2] }, type: 'f32' },
    ])
    expect(meta.counts).toEqual({ train: 128 - 30, validation: 32, test: 40 })
    expect(meta.fitted.window).toEqual({ lookback: 30, horizon: 1 })
    for (const part of ['train', 'validation', 'test'] as const) {
      expect(read(`${part}.x.f32`)).toHaveLength(meta.counts[part] * 60)
      expect(read(`${part}.y.f32`)).toHaveLength(meta.counts[part])
    }
  })

  it('lets the last row of a window be followed by its target', async () => {
    const { meta, read } = await prepare(makeTable(salesAt), lookBack(4))
    const { targetCenter, targetScale } = meta.fitted
    const [x, y] = [read('test.x.f32'), read('test.y.f32')]
    // The past of the target is scaled by rows that train, as the target is: one figure tells the other.
    const pastOf = (sample: number, step: number) => x[(sample * 4 + step) * 2 + 1] ?? NaN
    const slope = (pastOf(0, 1) - pastOf(0, 0)) / (salesAt(157) - salesAt(156))
    y.forEach((value, sample) => {
      const row = 160 + sample
      expect(value * targetScale + targetCenter).toBeCloseTo(salesAt(row), 3)
      expect((pastOf(sample, 3) - pastOf(0, 0)) / slope).toBeCloseTo(salesAt(row - 1) - salesAt(156), 3)
    })
  })

  it('learns nothing from what comes after the rows that train', async () => {
    const calm = await prepare()
    const wild = await prepare(makeTable((index) => (index < 128 ? salesAt(index) : index * 1e6)))
    expect(wild.meta.fitted).toEqual(calm.meta.fitted)
    for (const name of ['train.x.f32', 'train.y.f32'])
      expect(Buffer.from(wild.read(name).buffer).equals(Buffer.from(calm.read(name).buffer))).toBe(true)
  })

  it('adds lags and rolling means of the past', async () => {
    const { meta } = await prepare(makeTable(salesAt), (plan) => ({
      ...lookBack(3)(plan),
      recipe: [
        { ...newStep('lag', 'lag', ['sales']), lags: [7] },
        { ...newStep('rolling', 'rolling', ['sales']), window: 14 },
        ...plan.recipe,
      ],
    }))
    expect(featureNamesOf(meta.fitted)).toEqual(['staff', 'sales', 'sales.lag7', 'sales.mean14'])
    expect(meta.inputs[0]?.spec.shape).toEqual([3, 4])
    // The first 13 rows have no mean of 14: they are left out, and parts are cut from the others.
    expect(meta.droppedCount).toBe(13)
    expect(meta.counts.train + meta.counts.validation + meta.counts.test).toBe(COUNT - 13 - 3)
  })
})
