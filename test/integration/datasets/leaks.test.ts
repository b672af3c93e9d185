import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDatasetEngine } from '../../../src/main/datasets'
import type { DatasetPlan } from '../../../src/shared/domain/dataset'
import type { ImportRemark } from '../../../src/shared/domain/importPreview'
import { featureNamesOf } from '../../../src/shared/domain/fittedRecipe'
import {
  BALANCE_METHODS,
  CLIP_METHODS,
  ENCODE_METHODS,
  IMPUTE_METHODS,
  SCALE_METHODS,
  SELECT_METHODS,
  STEP_KINDS,
  TRANSFORM_METHODS,
  type RecipeStep,
} from '../../../src/shared/domain/recipe'
import { DEFAULT_SERIES } from '../../../src/shared/domain/series'
import { DEFAULT_SPLITS, type Split } from '../../../src/shared/domain/split'
import { createRandom } from '../../../src/shared/util/random'
import {
  folderFor,
  makeRow,
  planMade,
  predictPrice,
  readTensors,
  stepOf,
  writeRows,
  type Row,
} from '../../support/madeTables'

const ROWS = 150
const engine = createDatasetEngine()

const partOf = (row: number): string => (row % 5 === 3 ? 'test' : row % 5 === 1 ? 'validation' : 'train')
const TABLE = Array.from({ length: ROWS }, (_, row) => makeRow(row + 1, partOf(row)))

/** What may stand in rows that are judged by: cells of other rows, strangers, extremes, gaps. Classes stay those there are. */
const CHANGES: Readonly<Record<string, (row: Row, seed: number) => Row>> = {
  'other cells': (row, seed) => makeRow(1000 + seed, String(row['part'])),
  extremes: (row, seed) => {
    const sign = seed % 2 === 0 ? 1 : -1
    return {
      ...row,
      ...{ a: sign * 1e9, b: sign * 1e-9, c: -sign * 1e7, price: sign * 1e6 },
      ...{ colour: `stranger${seed}`, town: 'nowhere', when: '1901-01-01' },
      ...{ note: `unheard words ${'again '.repeat(40)}${seed}`, class: seed % 3 === 0 ? 'yes' : 'no' },
    }
  },
  // Some recipes leave out rows with a gap, and some rows must be left to judge by.
  gaps: (row, seed) =>
    seed % 3 === 0 ? row : { ...row, a: '', b: '', c: '', colour: '', town: '', when: '', note: '' },
}

function changeRows(rows: readonly Row[], isChanged: (row: number) => boolean, how: string): Row[] {
  const change = CHANGES[how]
  return rows.map((row, index) => (isChanged(index) && change ? change(row, index) : row))
}

/** Everything that comes of training rows: tensors, weights, and the recipe as it was fitted. */
async function prepareTraining(rows: readonly Row[], plan: DatasetPlan, fold = 0) {
  const folder = folderFor('prepared')
  const meta = await engine.prepare(writeRows(rows), plan, folder, fold)
  return { tensors: readTensors(folder, 'train'), fitted: JSON.stringify(meta.fitted), meta, folder }
}

const methods = <Kind extends RecipeStep['kind']>(
  kind: Kind,
  columns: RecipeStep['columns'],
  names: readonly string[],
): [string, RecipeStep[]][] =>
  names.map((method) => [`${kind} ${method}`, [stepOf(kind, columns, { method } as never)]])

/** Steps that learn from rows, each way they can; where a step wants figures without gaps, they are filled before. */
const FILLED = [
  stepOf('impute', 'numbers', { method: 'mean' }),
  stepOf('impute', 'categories', { method: 'mode' }),
]
const OWN_CATEGORY = { ...stepOf('impute', 'categories', { method: 'ownCategory' }), id: 'missing' }

const RECIPES: readonly [string, RecipeStep[]][] = [
  ['nothing but what is usual', []],
  ...methods(
    'impute',
    ['b'],
    IMPUTE_METHODS.filter((method) => method !== 'constant'),
  ),
  ['impute with an indicator', [stepOf('impute', 'numbers', { indicator: true })]],
  ...methods('clip', 'numbers', CLIP_METHODS),
  ...methods('transform', 'numbers', TRANSFORM_METHODS),
  ['transform uniform', [stepOf('transform', ['a'], { method: 'quantile', distribution: 'uniform' })]],
  ...methods('bin', ['a', 'c'], ['quantile', 'uniform', 'kMeans']),
  ['polynomial', [stepOf('polynomial', ['a', 'c'])]],
  ['dateParts', [stepOf('dateParts', 'dates')]],
  ...methods('encode', 'categories', ENCODE_METHODS),
  ...methods('scale', 'numbers', SCALE_METHODS),
  ['normalize', [...FILLED, stepOf('normalize', 'numbers')]],
  ...methods('select', 'numbers', SELECT_METHODS).map(([name, steps]): [string, RecipeStep[]] => [
    name,
    [
      ...FILLED,
      stepOf('encode', 'categories'),
      ...steps.map((step) => ({ ...step, count: 3 }) as RecipeStep),
    ],
  ]),
  ...(['share', 'count'] as const).map((method): [string, RecipeStep[]] => [
    `reduce by ${method}`,
    [...FILLED, stepOf('scale', 'numbers'), stepOf('reduce', 'numbers', { method, components: 2 })],
  ]),
  ['tokens', [stepOf('tokens', 'texts', { vocabularySize: 100, length: 6 } as never)]],
  ['byte pairs', [stepOf('tokens', 'texts', { unit: 'bytePairs', vocabularySize: 100 } as never)]],
  ['tfidf', [stepOf('tfidf', 'texts')]],
  ...methods('balance', [], BALANCE_METHODS).map(([name, steps]): [string, RecipeStep[]] => [
    name,
    [stepOf('drop', ['note']), ...steps],
  ]),
]

/** Past steps have their own test below; rows are chosen by rules that learn nothing; pictures are each for itself. */
const ELSEWHERE = ['filter', 'deduplicate', 'lag', 'rolling', 'difference', 'picture', 'augment']

describe('a recipe that is fitted through files', () => {
  it('is here with every step that learns', () => {
    const used = new Set(RECIPES.flatMap(([, steps]) => steps.map(({ kind }) => kind)))
    expect([...STEP_KINDS].filter((kind) => !ELSEWHERE.includes(kind)).sort()).toEqual([...used].sort())
  })

  it.each(RECIPES)(
    'gives the same training bytes whatever stands in rows that judge: %s',
    async (_, recipe) => {
      const plan = await planMade(engine, TABLE, { recipe })
      for (const asked of [plan, predictPrice(plan)]) {
        if (asked.task === 'regression' && recipe.some(({ kind }) => kind === 'balance')) continue
        const { tensors, fitted, meta } = await prepareTraining(TABLE, asked)
        expect(meta.counts.train).toBeGreaterThan(50)
        for (const how of Object.keys(CHANGES)) {
          const changed = changeRows(TABLE, (row) => partOf(row) !== 'train', how)
          const again = await prepareTraining(changed, asked)
          expect(again.fitted, how).toBe(fitted)
          expect(again.tensors, how).toEqual(tensors)
        }
      }
    },
  )

  it('has learnt from what trains: other cells there give other bytes', async () => {
    const plan = await planMade(engine, TABLE)
    const { tensors, fitted } = await prepareTraining(TABLE, plan)
    const changed = changeRows(TABLE, (row) => row === 0, 'other cells')
    const again = await prepareTraining(changed, plan)
    expect(again.fitted).not.toBe(fitted)
    expect(again.tensors).not.toEqual(tensors)
  })
})

describe('folds', () => {
  const recipe = [
    stepOf('impute', 'numbers', { method: 'neighbours' }),
    OWN_CATEGORY,
    stepOf('transform', 'numbers', { method: 'quantile' }),
    stepOf('encode', 'categories', { method: 'target' }),
    stepOf('tfidf', 'texts'),
    stepOf('scale', 'numbers', { method: 'robust' }),
    stepOf('select', 'numbers', { method: 'mutualInformation', count: 9 }),
    stepOf('reduce', 'numbers', { share: 0.9 }),
  ]
  const split: Split = {
    ...DEFAULT_SPLITS.kFold,
    folds: 4,
    isStratified: false,
    isShuffled: false,
    test: 0.2,
  }

  it('learn nothing from their own validation rows, nor from those that are sealed', async () => {
    const plan = await planMade(engine, TABLE, { recipe, split })
    const size = (0.8 * ROWS) / 4
    const all: string[] = []
    for (let fold = 0; fold < 4; fold++) {
      const { tensors, fitted } = await prepareTraining(TABLE, plan, fold)
      all.push(fitted)
      const isJudged = (row: number) => row >= 4 * size || (row >= fold * size && row < (fold + 1) * size)
      for (const how of ['other cells', 'extremes']) {
        const again = await prepareTraining(changeRows(TABLE, isJudged, how), plan, fold)
        expect(again.fitted).toBe(fitted)
        expect(again.tensors).toEqual(tensors)
      }
    }
    expect(new Set(all).size).toBe(4)
  })

  it('of a series learn nothing from what comes later', async () => {
    const series = { ...DEFAULT_SERIES, lookback: 4, horizon: 2 }
    const timely: Split = { ...DEFAULT_SPLITS.timeOrdered, folds: 3, test: 0.2 }
    const past = [
      stepOf('lag', ['a'], { lags: [1, 3] }),
      stepOf('rolling', ['c'], { window: 5 }),
      stepOf('difference', ['c']),
      stepOf('impute', 'numbers'),
      stepOf('drop', ['note']),
      OWN_CATEGORY,
      stepOf('scale', 'numbers'),
    ]
    const plan = predictPrice(await planMade(engine, TABLE, { recipe: past, split: timely, series }))
    for (let fold = 0; fold < 3; fold++) {
      // Of 120 rows that are not sealed, a quarter validates after each fold's past.
      const last = 30 * (fold + 1)
      const { tensors, fitted, meta } = await prepareTraining(TABLE, plan, fold)
      expect(meta.counts.train).toBeGreaterThan(last / 2)
      const isLater = (row: number) => row >= last
      const again = await prepareTraining(changeRows(TABLE, isLater, 'extremes'), plan, fold)
      expect(again.fitted).toBe(fitted)
      expect(again.tensors).toEqual(tensors)
    }
  })
})

describe('a column that knows the answer', () => {
  const random = createRandom(5)
  const names: Partial<Record<string, string>> = { yes: 'x7', no: 'x2' }
  const planted = TABLE.map((row) => {
    const price = Number(row['price'])
    return {
      ...row,
      copyOfClass: row['class'] ?? '',
      renamed: names[String(row['class'])] ?? '',
      a: random.normal().toFixed(5),
      copyOfPrice: price,
      scaled: (price * 3.7 - 50 + 1e-6 * random.normal()).toFixed(9),
      risen: Math.exp(price / 30).toFixed(6),
      fallen: (-(price ** 3)).toFixed(3),
      honest: random.normal().toFixed(5),
    }
  })
  const columnsOf = (remarks: readonly ImportRemark[], kind: ImportRemark['kind']) =>
    remarks.filter((remark) => remark.kind === kind).map(({ column }) => column)

  async function lookAt(isPrice: boolean, types: Record<string, 'number' | 'category'>) {
    const plan = await planMade(engine, planted)
    const columns = plan.columns.map((column) => {
      const type = types[column.name]
      return type
        ? { ...column, type, role: 'input' as const }
        : column.name in makeRow(1, '')
          ? column
          : { ...column, role: 'ignored' as const }
    })
    const whole = { ...plan, columns }
    const { remarks, problem } = await engine.review(
      writeRows(planted),
      isPrice ? predictPrice(whole) : whole,
    )
    expect(problem).toBeNull()
    return columnsOf(remarks, 'leaking')
  }

  it('is named where it copies or renames a class', async () => {
    const found = await lookAt(false, { copyOfClass: 'category', renamed: 'category', honest: 'number' })
    expect(found).toEqual(['copyOfClass', 'renamed'])
  })

  it('is named where it copies, scales, blurs or bends a number', async () => {
    const types = { copyOfPrice: 'number', scaled: 'number', risen: 'number', fallen: 'number' } as const
    expect(await lookAt(true, { ...types, honest: 'number' })).toEqual(Object.keys(types))
  })

  it('is told in the very proposal, where nothing was decided by hand', async () => {
    const rows = TABLE.map(({ a, c, colour, class: answer }) => ({
      ...{
        a: a ?? '',
        c: c ?? '',
        colour: colour ?? '',
        hint: names[String(answer)] ?? '',
        class: answer ?? '',
      },
    }))
    const { plan, remarks } = await engine.propose(writeRows(rows), {})
    expect(plan.columns.find(({ role }) => role === 'target')?.name).toBe('class')
    expect(columnsOf(remarks, 'leaking')).toEqual(['hint'])
  })
})

describe('rows that stand in several parts', () => {
  /** A fifth of the rows are copies of training rows, some with another class. */
  const copied = TABLE.map((row, index) => {
    const original = TABLE[index - 3] ?? row
    return partOf(index) === 'test' ? { ...original, part: 'test', class: index % 2 ? 'yes' : 'no' } : row
  })
  const isCopied = (row: number) => partOf(row) === 'test' && row >= 3

  it('are counted, and gone once copies are left out', async () => {
    const plan = await planMade(engine, copied)
    const file = writeRows(copied)
    const count = copied.filter((_, row) => isCopied(row)).length
    const before = await engine.review(file, plan)
    expect(before.remarks).toContainEqual({ kind: 'acrossParts', column: null, value: count })
    expect((await engine.profile({ file, plan })).duplicates.acrossParts).toBe(count)

    const inputs = plan.columns.filter(({ role }) => role === 'input').map(({ name }) => name)
    const mended = { ...plan, recipe: [stepOf('deduplicate', inputs)] }
    const after = await engine.review(file, mended)
    expect(after.remarks.map(({ kind }) => kind)).not.toContain('acrossParts')
    const kept = Object.values(before.counts).reduce((sum, part) => sum + part, -count)
    expect(Object.values(after.counts).reduce((sum, part) => sum + part, 0)).toBe(kept)
    expect(after.counts.train).toBe(before.counts.train)
  })
})

describe('rows that are made, taken twice or weighed', () => {
  const plain = [stepOf('drop', ['note']), stepOf('encode', 'categories', { method: 'frequency' })]

  it.each(BALANCE_METHODS)('are those of training alone: %s', async (method) => {
    const plan = await planMade(engine, TABLE, { recipe: plain })
    const without = await prepareTraining(TABLE, plan)
    const balanced = await prepareTraining(TABLE, {
      ...plan,
      recipe: [...plain, stepOf('balance', [], { method })],
    })
    for (const part of ['validation', 'test'])
      expect(readTensors(balanced.folder, part)).toEqual(readTensors(without.folder, part))
    expect(balanced.tensors).not.toEqual(without.tensors)
    expect(balanced.fitted).toBe(without.fitted)
    expect(balanced.meta.counts).toMatchObject({
      validation: without.meta.counts.validation,
      test: without.meta.counts.test,
    })
  })
})

describe('the mean of the target by category', () => {
  it('is that of other rows: where each has a category of its own, training rows are told nothing', async () => {
    const rows = TABLE.map((row, index) => ({ ...row, town: `only${index}` }))
    const recipe = [
      stepOf('drop', ['note', 'when', 'colour']),
      stepOf('encode', ['town'], { method: 'target' }),
    ]
    const plan = predictPrice(await planMade(engine, TABLE, { recipe }))
    const { folder, meta } = await prepareTraining(rows, plan)
    const names = featureNamesOf(meta.fitted)
    const at = names.findIndex((name) => name.startsWith('town'))
    expect(at).toBeGreaterThanOrEqual(0)
    const bytes = readFileSync(join(folder, `train.${meta.inputs[0]?.spec.name ?? ''}.f32`))
    const figures = new Float32Array(Uint8Array.from(bytes).buffer)
    const told = new Set(figures.filter((_, place) => place % names.length === at))
    // Five fifths, each told the mean of the others.
    expect(told.size).toBeLessThanOrEqual(5)
    const lookup = meta.fitted.primitives.find((one) => one.kind === 'lookup' && one.column === 'town')
    expect(lookup?.kind === 'lookup' && new Set(lookup.table.flat()).size).toBeGreaterThan(50)
  })
})
