import { describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { createDatasetEngine } from '../../../src/main/datasets'
import { writeFolder } from '../../../src/main/datasets/testing/archives'
import type { DatasetPlan } from '../../../src/shared/domain/dataset'
import { DEFAULT_SERIES } from '../../../src/shared/domain/series'
import { DEFAULT_SPLITS } from '../../../src/shared/domain/split'
import { makeRow, planMade, predictPrice, stepOf, toCsv, writeRows, type Row } from '../../support/madeTables'

const engine = createDatasetEngine()
const ROWS = 120
const partOf = (row: number): string => (row % 4 === 2 ? 'test' : row % 4 === 1 ? 'validation' : 'train')
const isSealed = (row: number): boolean => partOf(row) === 'test'

/** What no row but a sealed one has, in every column; `salt` makes others of them. */
const marked = (row: Row, salt: number): Row => ({
  ...row,
  ...{ a: 41236.875 + salt, b: 41237.875 + salt, c: 41238 + salt },
  ...{ colour: `sealedcolour${salt}`, town: `sealedtown${salt}`, when: `18${11 + (salt % 80)}-07-19` },
  ...{ note: `sealedword${salt} sealedend`, price: 41239.5 + salt },
})
const MARK = /sealed|4123[6789]\b|1811-07/

const plain = Array.from({ length: ROWS }, (_, row) => makeRow(row + 1, partOf(row)))
const withMarks = (salt: number): Row[] => plain.map((row, at) => (isSealed(at) ? marked(row, salt) : row))

const RECIPE = [
  stepOf('dateParts', 'dates', { dropsDate: false }),
  stepOf('impute', 'numbers'),
  { ...stepOf('impute', 'categories', { method: 'ownCategory' }), id: 'missing' },
  stepOf('clip', ['a']),
  stepOf('encode', 'categories'),
  stepOf('tfidf', 'texts'),
  stepOf('scale', 'numbers'),
  stepOf('reduce', 'numbers', { share: 0.9 }),
]

/** Every answer of the engine's views about a table. */
async function lookEverywhere(rows: readonly Row[], plan: DatasetPlan): Promise<Record<string, unknown>> {
  const of = { file: writeRows(rows), plan }
  const seen = await Promise.all(
    rows.map(async (_, row) => engine.seenText({ ...of, row }).catch((thrown: unknown) => thrown)),
  )
  const previews = await Promise.all(
    [null, ...RECIPE.map(({ id }) => id)].map((stepId) => engine.previewRecipe({ ...of, stepId })),
  )
  return {
    profile: await engine.profile(of),
    rows: await engine.rows({ ...of, offset: 0, limit: 1000 }),
    page: await engine.rows({ ...of, offset: 25, limit: 10 }),
    previews,
    seen: seen.filter((_, row) => rows[row]?.['part'] !== 'test'),
    refusals: seen.filter((_, row) => rows[row]?.['part'] === 'test'),
  }
}

describe('a sealed row', () => {
  it('of a table is seen in no view, whatever stands in it', async () => {
    const plan = await planMade(engine, plain, { recipe: RECIPE })
    const [first, other] = await Promise.all([0, 13].map((salt) => lookEverywhere(withMarks(salt), plan)))
    const { refusals, ...views } = first ?? {}
    const text = JSON.stringify(views)
    expect(text).not.toMatch(MARK)
    // The words of rows that may be seen are there, so that a search would find those of others.
    expect(text).toMatch(/funny/)
    expect(other?.['profile']).toEqual(views['profile'])
    expect({ ...other, refusals: null }).toEqual({ ...views, refusals: null })
    expect(views['rows']).toMatchObject({ total: ROWS * 0.75 })
    expect(refusals).toHaveLength(ROWS / 4)
    for (const refusal of refusals as unknown[]) expect(refusal).toMatchObject({ code: 'app/not-found' })
  })

  it('would be found in a view by its mark: the search sees what is shown', async () => {
    const plan = await planMade(engine, plain, { recipe: RECIPE })
    const open = withMarks(0).map((row) => ({ ...row, part: row['part'] === 'test' ? 'train' : 'test' }))
    const { profile, previews, rows, seen } = await lookEverywhere(open, plan)
    for (const view of [profile, previews, rows, seen]) expect(JSON.stringify(view)).toMatch(MARK)
  })

  it('of a series changes neither its profile nor its preview', async () => {
    const split = DEFAULT_SPLITS.timeOrdered
    const series = { ...DEFAULT_SERIES, lookback: 5 }
    const plan = predictPrice(await planMade(engine, plain, { recipe: [], split, series }))
    const last = plain.length * 0.8
    const views = [0, 13].map(async (salt) => {
      const rows = plain.map((row, at) =>
        at >= last ? { ...marked(row, salt), class: row['class'] ?? '' } : row,
      )
      const of = { file: writeRows(rows), plan }
      const found = [await engine.profile(of), await engine.previewRecipe({ ...of, stepId: null })]
      expect(JSON.stringify(found)).not.toMatch(MARK)
      return found
    })
    const [first, other] = await Promise.all(views)
    expect(first?.[0]).toMatchObject({ series: { longest: last } })
    expect(other).toEqual(first)
  })

  it('with a picture is on no contact sheet, and has no sample', async () => {
    const parts = Array.from({ length: 24 }, (_, at) =>
      at % 4 === 3 ? 'test' : at % 4 === 2 ? 'validation' : 'train',
    )
    const pictures = await Promise.all(
      parts.map(async (part, at): Promise<[string, Buffer]> => {
        const background = { r: 10 * at, g: at % 2 ? 200 : 20, b: 255 - 9 * at }
        const picture = sharp({ create: { width: 12, height: 9, channels: 3, background } })
        return [`${part === 'test' ? 'sealed' : 'seen'}${at}.png`, await picture.png().toBuffer()]
      }),
    )
    const rows = pictures.map(([image], at) => ({
      image,
      label: at % 3 ? 'cat' : 'dog',
      part: parts[at] ?? '',
    }))
    const file = writeFolder({ ...Object.fromEntries(pictures), 'labels.csv': toCsv(rows) })
    const proposal = await engine.propose(file, {})
    expect(proposal.plan.dialect.format).toBe('pictures')
    const columns = proposal.plan.columns.map((column) =>
      column.name === 'part' ? { ...column, type: 'category' as const, role: 'ignored' as const } : column,
    )
    const split = { ...DEFAULT_SPLITS.column, column: 'part', validation: ['validation'] }
    const of = { file, plan: { ...proposal.plan, columns, split } }
    const page = await engine.pictures({ ...of, label: null, offset: 0, limit: 64 })
    expect(page).toMatchObject({ total: 18 })
    const dogs = await engine.pictures({ ...of, label: 'dog', offset: 0, limit: 64 })
    const views = [page, dogs, await engine.profile(of), await engine.rows({ ...of, offset: 0, limit: 64 })]
    for (const view of views) {
      expect(JSON.stringify(view)).not.toContain('sealed')
    }
    expect(JSON.stringify(page)).toContain('seen0.png')
    const shown = new Set(page.pictures.map(({ row }) => row))
    for (let row = 0; row < parts.length; row++) {
      const sample = engine.pictureSample({ ...of, row, count: 2, seed: 1 })
      if (shown.has(row)) expect((await sample).prepared).toMatch(/^data:image/)
      else await expect(sample).rejects.toMatchObject({ code: 'app/not-found' })
    }
  })
})
