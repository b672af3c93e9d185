import { describe, expect, it } from 'vitest'
import { createDatasetEngine } from '../engine'
import { writeTable } from '../testing/temporaryFiles'

const engine = createDatasetEngine()
const dayAt = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10)

async function propose(header: string, count: number, row: (index: number) => string) {
  const rows = Array.from({ length: count }, (_, index) => row(index))
  const { plan, problem } = await engine.propose(writeTable(`${header}\n${rows.join('\n')}\n`), {})
  return { ...plan, problem, roles: Object.fromEntries(plan.columns.map(({ name, role }) => [name, role])) }
}

describe('a column that tells parts', () => {
  it('divides the rows, and is neither an input nor what is predicted', async () => {
    const words = ['Training', 'Training', 'Training', 'dev', 'Testing']
    const plan = await propose(
      'size,colour,split',
      60,
      (at) => `${at % 7},${['red', 'blue'][at % 2]},${words[at % 5]}`,
    )
    expect(plan.split).toMatchObject({
      kind: 'column',
      column: 'split',
      validation: ['dev'],
      test: ['Testing'],
    })
    expect(plan.roles).toEqual({ size: 'input', colour: 'target', split: 'ignored' })
    expect(plan.problem).toBeNull()
  })

  it('is believed only if every word means a part', async () => {
    const words = ['train', 'test', 'other']
    const plan = await propose(
      'size,colour,part',
      60,
      (at) => `${at % 7},${['red', 'blue'][at % 2]},${words[at % 3]}`,
    )
    expect(plan.split.kind).toBe('holdout')
  })
})

describe('rows that follow each other in time', () => {
  it('are a series, divided by time', async () => {
    const plan = await propose('day,visitors', 90, (at) => `${dayAt(at)},${(at * 7) % 31}`)
    expect(plan.series).toMatchObject({ time: 'day', group: null, lookback: 30, horizon: 1 })
    expect(plan.split).toMatchObject({ kind: 'timeOrdered', column: 'day' })
    expect(plan.roles).toEqual({ day: 'ignored', visitors: 'target' })
    expect(plan.problem).toBeNull()
  })

  it('are several series where a column tells them apart', async () => {
    const shops = ['north', 'south']
    const plan = await propose(
      'day,shop,sales',
      160,
      (at) => `${dayAt(Math.floor(at / 2))},${shops[at % 2]},${(at * 7) % 31}`,
    )
    expect(plan.series).toMatchObject({ time: 'day', group: 'shop', lookback: 30 })
  })

  it.each([
    ['out of order', (at: number) => `${dayAt((at * 37) % 90)},${(at * 7) % 31}`],
    ['not regular', (at: number) => `${dayAt(at * at)},${(at * 7) % 31}`],
    ['of classes', (at: number) => `${dayAt(at)},${['up', 'down'][at % 2]}`],
  ])('are independent where they are %s', async (_, row) => {
    expect((await propose('day,move', 90, row)).series).toBeNull()
  })
})

describe('dates written with slashes', () => {
  const shop = (date: (at: number) => string) =>
    propose('day,shop,sold', 40, (at) => `${date(at)},${at % 3},${(at * 7) % 11}`)

  it('are read with the day first where one of them says so', async () => {
    const plan = await shop((at) => `${(at % 28) + 1}/${(at % 12) + 1}/2024`)
    expect(plan.dialect.dateOrder).toBe('dayFirst')
    expect(plan.columns[0]).toMatchObject({ name: 'day', type: 'date' })
  })

  it('are read with the month first in doubt', async () => {
    const plan = await shop((at) => `${(at % 12) + 1}/${(at % 12) + 1}/2024`)
    expect(plan.dialect.dateOrder).toBe('monthFirst')
    expect(plan.columns[0]?.type).toBe('date')
  })

  it('are no dates where neither order reads them all', async () => {
    const plan = await shop((at) => (at % 2 === 0 ? `13/4/202${at % 7}` : `4/13/202${at % 7}`))
    expect(plan.columns[0]?.type).toBe('category')
  })
})
