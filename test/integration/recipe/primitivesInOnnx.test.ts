import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, describe, expect, it } from 'vitest'
import type { EmittedKind } from '../../../src/main/compiler/export/recipe/recipeSketch'
import { toFigures, type FrameColumn } from '../../../src/main/datasets/recipe/frame/columns'
import { Frame } from '../../../src/main/datasets/recipe/frame/frame'
import { applyPrimitives, flowOf } from '../../../src/main/datasets/recipe/primitives'
import type { FittedInput, FittedRecipe, RawColumn } from '../../../src/shared/domain/fittedRecipe'
import { tableInput } from '../../../src/shared/domain/modelInput'
import { Primitive, type PrimitiveOf } from '../../../src/shared/domain/primitives'
import { DATE_PARTS } from '../../../src/shared/domain/recipe'
import { createRandom } from '../../../src/shared/util/random'
import { checkModels, findPython } from '../../support/onnxChecker'
import { runRecipe, toRecipeModel, type RawColumns } from '../../support/runRecipe'

/** Texts and pictures are cut and decoded before a model sees them. */
type FigureKind = Exclude<EmittedKind, 'tokens' | 'tfidf' | 'picture'>

const READS: RawColumn[] = [
  ...(['a', 'b', 'c', 'positive', 'code'] as const).map((column) => read(column, 'number')),
  read('day', 'date'),
  read('colour', 'category'),
]

function read(column: string, kind: RawColumn['kind']): RawColumn {
  return { column, kind, isRequired: false, categories: [] }
}

const ROWS = 60
const COLOURS = ['red', 'green', 'größer', 'a, "b"', 'other']

/** Figures as float32 has them, so that only the arithmetic can differ; some are missing, some are equal. */
function drawColumns(seed: number): RawColumns {
  const random = createRandom(seed)
  const draw = (make: () => number): number[] =>
    Array.from({ length: ROWS }, () => (random.next() < 0.15 ? NaN : Math.fround(make())))
  return {
    a: draw(() => random.normal()),
    b: draw(() => 2000 + 8 * random.normal()),
    c: draw(() => Math.round(3 * random.normal())),
    positive: draw(() => Math.exp(2 * random.normal())),
    code: draw(() => Math.floor(4 * random.next())),
    day: draw(() => 0).map((cell) =>
      Number.isNaN(cell) ? NaN : Math.round((random.next() * 200_000 - 100_000) * 86_400) / 86_400,
    ),
    colour: Array.from({ length: ROWS }, () =>
      random.next() < 0.2 ? '' : (COLOURS[Math.floor(random.next() * COLOURS.length)] ?? ''),
    ),
  }
}

const FIGURES = ['a', 'b', 'c', 'positive']
const figure = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true })
const each = <T>(item: fc.Arbitrary<T>, count = FIGURES.length) =>
  fc.array(item, { minLength: count, maxLength: count })
const ascending = (most: number) =>
  fc
    .uniqueArray(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: most })
    .map((list) => list.map((item) => item / 8).sort((one, other) => one - other))
const withTies = (most: number) =>
  fc
    .array(fc.integer({ min: -24, max: 24 }), { minLength: 2, maxLength: most })
    .map((list) => list.map((item) => item / 8).sort((one, other) => one - other))
const names = (count: number) => Array.from({ length: count }, (_, at) => `made ${at}`)

const ARBITRARIES: { readonly [Kind in FigureKind]: fc.Arbitrary<PrimitiveOf<Kind>> } = {
  fill: each(figure(-5, 5), 5).map((values) => ({
    kind: 'fill',
    columns: ['a', 'day', 'c', 'positive', 'b'],
    values,
  })),
  indicator: fc.constant({
    kind: 'indicator',
    columns: ['colour', 'a', 'day', 'c'],
    names: names(4),
  }),
  affine: fc.record({
    kind: fc.constant('affine' as const),
    columns: fc.constant(['a', 'b', 'day', 'positive']),
    centers: each(fc.oneof(figure(-3, 3), figure(1990, 2010), figure(20_000, 20_001))),
    scales: each(figure(0.1, 50)),
  }),
  clip: fc.record({
    kind: fc.constant('clip' as const),
    columns: fc.constant(['day', ...FIGURES.slice(1)]),
    lows: each(figure(-2, 0)),
    highs: each(figure(0, 2001)),
  }),
  curve: fc
    .constantFrom('signedLog' as const, 'signedRoot' as const, 'square' as const)
    .map((curve) => ({ kind: 'curve', columns: FIGURES, curve })),
  power: fc.record({
    kind: fc.constant('power' as const),
    columns: fc.constant(['a', 'c', 'positive']),
    method: fc.constantFrom('boxCox' as const, 'yeoJohnson' as const),
    lambdas: each(fc.oneof(figure(-2, 3), fc.constantFrom(0, 1, 2, 1e-12, 1e-5, 2 - 1e-9)), 3),
  }),
  quantile: fc.record({
    kind: fc.constant('quantile' as const),
    columns: fc.constant(['a', 'c', 'positive']),
    references: each(fc.oneof(ascending(40), withTies(40), fc.constant<number[]>([0.5])), 3),
    distribution: fc.constantFrom('normal' as const, 'uniform' as const),
  }),
  products: fc
    .array(fc.array(fc.constantFrom(...FIGURES), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((factors) => ({ kind: 'products', names: names(factors.length), factors })),
  bins: each(fc.oneof(ascending(9), fc.constant<number[]>([]))).map((edges) => ({
    kind: 'bins',
    columns: FIGURES,
    edges,
  })),
  spread: fc.constant({ kind: 'spread', column: 'code', names: names(4) }),
  project: fc.integer({ min: 1, max: 4 }).chain((count) =>
    fc.record({
      kind: fc.constant('project' as const),
      columns: fc.constant(FIGURES),
      means: fc.constant([0.1, 2000.1, -0.3, 3.3]),
      components: each(each(figure(-1, 1)), count),
      names: fc.constant(names(count)),
    }),
  ),
  unitNorm: fc
    .constantFrom('l1' as const, 'l2' as const, 'max' as const)
    .map((norm) => ({ kind: 'unitNorm', columns: ['a', 'c', 'positive'], norm })),
  neighbours: fc.record({
    kind: fc.constant('neighbours' as const),
    columns: fc.constant(FIGURES),
    donors: fc.integer({ min: 0, max: 1000 }).map(drawDonors),
    neighbours: fc.integer({ min: 1, max: 12 }),
    means: fc.constant([0.5, 2001, 1, 2]),
  }),
  calendar: fc
    .record({ part: fc.constantFrom(...DATE_PARTS), isCyclic: fc.boolean() })
    .map(({ part, isCyclic }) => {
      const isRound = isCyclic && part !== 'year' && part !== 'isWeekend'
      return { kind: 'calendar', column: 'day', part, isCyclic: isRound, names: names(isRound ? 2 : 1) }
    }),
  drop: fc.constant({ kind: 'drop', columns: ['a'] }),
  fillText: fc.constant({ kind: 'fillText', column: 'colour', value: 'red' }),
  lookup: fc
    .record({
      isOneHot: fc.boolean(),
      keys: fc.constantFrom<string[][]>(['red', 'größer', 'a, "b"'], ['green'], []),
    })
    .chain(({ isOneHot, keys }) =>
      fc.record({
        kind: fc.constant('lookup' as const),
        column: fc.constant('colour'),
        keys: fc.constant(keys),
        isOneHot: fc.constant(isOneHot),
        table: isOneHot ? fc.constant([]) : each(each(figure(-2, 2), 5), keys.length),
        other: each(figure(-2, 2), 5),
        missing: each(figure(-2, 2), 5),
        names: fc.constant(names(5)),
      }),
    ),
}

function drawDonors(seed: number): (number | null)[][] {
  const columns = drawColumns(seed + 10_000)
  const count = seed % 17 === 0 ? 0 : 5 + (seed % 40)
  return Array.from({ length: count }, (_, row) =>
    FIGURES.map((column) => {
      const cell = Number(columns[column]?.[row])
      return Number.isNaN(cell) ? null : cell
    }),
  )
}

function toFrame(columns: RawColumns): Frame {
  return new Frame(
    ROWS,
    READS.map(({ column, kind }): [string, FrameColumn] => {
      const cells = columns[column] ?? []
      if (kind !== 'category') return [column, toFigures(Float64Array.from(cells, Number), kind === 'date')]
      const texts = [...new Set(cells.map(String))].filter((text) => text !== '')
      const codes = Int32Array.from(cells.map(String), (text) => texts.indexOf(text))
      return [column, { kind: 'texts', use: 'category', codes, texts }]
    }),
  )
}

/** Shows what a text has become. */
const FLAGS: PrimitiveOf<'lookup'> = {
  kind: 'lookup',
  column: 'colour',
  keys: COLOURS,
  isOneHot: true,
  table: [],
  other: COLOURS.map(() => 0),
  missing: COLOURS.map(() => 0.5),
  names: COLOURS,
}

function tableOf(features: string[]): FittedInput {
  return { spec: tableInput(features.length), source: { kind: 'figures', features } }
}

/** Reads what a primitive made, and a column that it left. */
function toFitted(primitive: PrimitiveOf<FigureKind>): FittedRecipe {
  const after = primitive.kind === 'fillText' ? [FLAGS] : []
  const written = [primitive, ...after]
    .flatMap((one) => flowOf(one).writes)
    .filter((name) => name !== 'colour')
  const features = primitive.kind === 'spread' ? written : [...written, 'code']
  return {
    reads: READS,
    primitives: [primitive, ...after],
    inputs: [tableOf(features)],
    window: null,
    target: 'y',
    output: { kind: 'number' },
    targetCenter: 0,
    targetScale: 1,
  }
}

function expectedOf(fitted: FittedRecipe, columns: RawColumns): number[] {
  const frame = toFrame(columns)
  applyPrimitives(fitted.primitives, frame)
  const source = fitted.inputs[0]?.source
  const features = source?.kind === 'figures' ? source.features : []
  const made = features.map((name) => frame.figures(name).values)
  return Array.from({ length: ROWS }, (_, row) => made.map((values) => values[row] ?? NaN)).flat()
}

function worstOf(actual: readonly number[], expected: readonly number[]): number {
  expect(actual).toHaveLength(expected.length)
  return expected.reduce((worst, value, index) => {
    const found = actual[index] ?? NaN
    if (Number.isNaN(value) || Number.isNaN(found)) {
      return Number.isNaN(value) && Number.isNaN(found) ? worst : Infinity
    }
    if (value === found) return worst
    return Math.max(worst, Math.abs(found - value) / Math.max(1, Math.abs(value)))
  }, 0)
}

const KINDS = Object.keys(ARBITRARIES) as FigureKind[]

/** The last one of each kind. */
const models = new Map<FigureKind, Uint8Array>()
const folder = mkdtempSync(join(tmpdir(), 'fettle-primitives-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a primitive in an exported model', () => {
  it.each(KINDS)('does what it does in the data engine: %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(
        ARBITRARIES[kind] as fc.Arbitrary<PrimitiveOf<FigureKind>>,
        fc.integer({ min: 0, max: 5000 }),
        async (primitive, seed) => {
          const fitted = toFitted(primitive)
          const columns = drawColumns(seed)
          models.set(kind, toRecipeModel(fitted).onnx)
          const made = await runRecipe(fitted, columns)
          expect(worstOf(made.get('x') ?? [], expectedOf(fitted, columns))).toBeLessThan(2e-6)
        },
      ),
      { numRuns: 40, seed: 7 },
    )
  })

  it.each([
    ['bins', { kind: 'bins', columns: ['a'], edges: [[36.6, 36.7, 37.1]] }, [0, 1, 2, 3]],
    [
      'quantile',
      {
        kind: 'quantile',
        columns: ['a'],
        references: [[36.6, 36.6, 36.6, 36.7, 37.1]],
        distribution: 'uniform',
      },
      [0, 0, 0.75, 1],
    ],
  ] as const)(
    'takes a figure for the edge that it is, though float32 rounds it: %s',
    async (_, raw, expected) => {
      const primitive = v.parse(Primitive, raw) as PrimitiveOf<FigureKind>
      const affine: PrimitiveOf<'affine'> = {
        kind: 'affine',
        columns: ['a'],
        centers: [36.6],
        scales: [0.01],
      }
      const figures = [36.5, 36.6, 36.7, 37.1]
      const scaled = (edge: number) => (edge - 36.6) / 0.01
      const plain = { ...toFitted(primitive), inputs: [tableOf(['a'])] }
      const moved = {
        ...plain,
        primitives: [
          affine,
          primitive.kind === 'bins'
            ? { ...primitive, edges: primitive.edges.map((edges) => edges.map(scaled)) }
            : primitive.kind === 'quantile'
              ? { ...primitive, references: primitive.references.map((list) => list.map(scaled)) }
              : primitive,
        ],
      }
      for (const fitted of [plain, moved]) {
        const made = (await runRecipe(fitted, { a: figures })).get('x') ?? []
        made.forEach((value, row) => expect(value).toBeCloseTo(expected[row] ?? NaN, 6))
      }
    },
  )

  it('is made of standard operators alone, as the checker of the standard says', (context) => {
    const python = findPython()
    if (python === null) return context.skip('no Python with the package onnx: set FETTLE_PYTHON to one')
    const files = [...models].map(([kind, onnx]) => {
      writeFileSync(join(folder, `${kind}.onnx`), onnx)
      return join(folder, `${kind}.onnx`)
    })
    const { complaint, operatorSets } = checkModels(python, files)
    expect(complaint).toBe('')
    expect(operatorSets).toEqual(files.map(() => 'ai.onnx 19'))
  })
})
