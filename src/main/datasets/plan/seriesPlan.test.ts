import { describe, expect, it } from 'vitest'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import { DEFAULT_SERIES } from '../../../shared/domain/series'
import { DEFAULT_SPLITS } from '../../../shared/domain/split'
import { createDatasetEngine } from '../engine'
import { writeTable } from '../testing/temporaryFiles'

const engine = createDatasetEngine()
const dayAt = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10)
const table = (count: number, row: (index: number) => string) =>
  `day,shop,who,part,sales\n${Array.from({ length: count }, (_, index) => row(index)).join('\n')}\n`
const DAILY = table(
  100,
  (index) => `${dayAt(index)},a,p${index % 9},${index < 70 ? 'train' : 'test'},${index * 1.5}`,
)

async function review(change: Partial<DatasetPlan>, text = DAILY) {
  const file = writeTable(text)
  const { plan } = await engine.propose(file, {})
  const independent: DatasetPlan = { ...plan, series: null, split: DEFAULT_SPLITS.holdout }
  const { problem, counts } = await engine.review(file, { ...independent, ...change })
  return { problem: problem?.code ?? null, details: problem?.details, counts }
}

describe('a plan divides its rows', () => {
  const { holdout, kFold, leaveOneGroupOut, timeOrdered, column } = DEFAULT_SPLITS

  it.each([
    ['at random', holdout, { train: 64, validation: 16, test: 20 }],
    ['by time', { ...timeOrdered, column: 'day', gap: 2 }, { train: 62, validation: 14, test: 20 }],
    ['in folds', { ...kFold, isStratified: false }, { train: 64, validation: 16, test: 20 }],
    ['by a column', { ...column, column: 'part' }, { train: 56, validation: 14, test: 30 }],
  ])('%s', async (_, split, counts) => {
    expect(await review({ split })).toMatchObject({ problem: null, counts })
  })

  it('keeping groups together', async () => {
    const { problem, counts } = await review({ split: { ...holdout, group: 'who' } })
    expect(problem).toBeNull()
    expect(counts.train + counts.validation + counts.test).toBe(100)
    expect(await review({ split: { ...leaveOneGroupOut, group: 'who' } })).toMatchObject({ problem: null })
  })

  it('once it knows by what', async () => {
    expect(await review({ split: { ...leaveOneGroupOut, group: '' } })).toMatchObject({
      problem: 'dataset/no-split-column',
    })
    expect(await review({ split: { ...timeOrdered, column: 'shop' } })).toMatchObject({
      problem: 'dataset/no-split-column',
    })
    expect(await review({ split: { ...holdout, group: 'shop' } })).toMatchObject({
      problem: 'dataset/too-few-groups',
      details: { column: 'shop', count: 1, needed: 3 },
    })
  })

  it('without rows whose time is not known', async () => {
    const text = table(100, (index) => `${index === 5 ? '' : dayAt(index)},a,b,train,${index}`)
    const { counts } = await review({ split: { ...timeOrdered, column: 'day' } }, text)
    expect(counts.train + counts.validation + counts.test).toBe(99)
  })
})

describe('a plan of a series', () => {
  const series = { ...DEFAULT_SERIES, time: 'day', lookback: 10 }
  const split = { ...DEFAULT_SPLITS.timeOrdered, column: 'day' }

  it('is divided by time only', async () => {
    const counts = { train: 64 - 10, validation: 16, test: 20 }
    expect(await review({ series, split })).toMatchObject({ problem: null, counts })
    expect(await review({ series, split: DEFAULT_SPLITS.holdout })).toMatchObject({
      problem: 'dataset/series-split',
    })
    expect(await review({ series, split: DEFAULT_SPLITS.kFold })).toMatchObject({
      problem: 'dataset/series-split',
    })
  })

  it('needs a stretch as long as a window and what it predicts', async () => {
    const gappy = table(100, (index) => `${dayAt(index + Math.floor(index / 40))},a,b,train,${index}`)
    const long = { ...series, lookback: 60 }
    expect(await review({ series: long, split }, gappy)).toMatchObject({
      problem: 'dataset/series-too-short',
      details: { count: 40, needed: 61 },
    })
    expect(await review({ series: { ...long, breaksAtGaps: false }, split }, gappy)).toMatchObject({
      problem: null,
    })
  })

  it('needs a sample in every part of every fold', async () => {
    expect(
      await review({ series: { ...series, lookback: 40 }, split: { ...split, folds: 4 } }),
    ).toMatchObject({
      problem: 'dataset/empty-fold',
      details: { fold: 1, part: 'train' },
    })
  })
})
