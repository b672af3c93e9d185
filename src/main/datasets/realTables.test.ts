import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDatasetEngine } from './engine'
import { makeFolder } from './testing/temporaryFiles'

const DATA = resolve(import.meta.dirname, '../../../../shared/data')

interface Expected {
  readonly file: string
  readonly delimiter: string
  readonly hasHeader: boolean
  readonly rows: number
  readonly columns: number
  readonly target: string
  readonly task: string
  readonly missing?: readonly string[]
  readonly types?: Readonly<Record<string, string>>
  readonly remarks?: readonly (readonly [kind: string, column: string])[]
  readonly classes?: readonly string[]
}

const titanic = {
  hasHeader: true,
  columns: 14,
  target: 'survived',
  task: 'binary',
  classes: ['0', '1'],
} as const
const whole = {
  ...titanic,
  delimiter: ',',
  rows: 1309,
  types: {
    pclass: 'number',
    name: 'text',
    sex: 'category',
    age: 'number',
    ticket: 'identifier',
    boat: 'category',
    body: 'number',
  },
  remarks: [
    ['leaking', 'boat'],
    ['leaking', 'body'],
    ['textLeftOut', 'name'],
    ['mostlyMissing', 'body'],
    ['filled', 'age'],
    ['manyCategories', 'home.dest'],
  ],
} as const
const bare = { delimiter: ',', hasHeader: false, missing: [] } as const

const TABLES: readonly Expected[] = [
  { file: 'messy/titanic.csv', ...whole },
  { file: 'messy/titanic-tab.txt', ...whole },
  {
    file: 'messy/titanic-semicolon.csv',
    ...titanic,
    delimiter: ';',
    rows: 101,
    remarks: [['constant', 'pclass']],
  },
  {
    ...bare,
    file: 'tabular/adult-train.csv',
    rows: 32_561,
    columns: 15,
    target: 'Column 15',
    task: 'binary',
    missing: ['?'],
    classes: ['<=50K', '>50K'],
    types: { 'Column 1': 'number', 'Column 2': 'category', 'Column 3': 'number', 'Column 14': 'category' },
    remarks: [
      ['filled', 'Column 2'],
      ['filled', 'Column 7'],
      ['filled', 'Column 14'],
    ],
  },
  {
    ...bare,
    file: 'tabular/wine.csv',
    rows: 178,
    columns: 14,
    target: 'Column 14',
    task: 'multiclass',
    classes: ['1', '2', '3'],
  },
  { ...bare, file: 'tabular/iris.csv', rows: 150, columns: 5, target: 'Column 5', task: 'multiclass' },
  {
    ...bare,
    file: 'tabular/winequality-red.csv',
    rows: 1599,
    columns: 12,
    target: 'Column 12',
    task: 'multiclass',
  },
  {
    ...bare,
    file: 'tabular/sonar.csv',
    rows: 208,
    columns: 61,
    target: 'Column 61',
    task: 'binary',
    classes: ['M', 'R'],
  },
  {
    ...bare,
    file: 'tabular/abalone.csv',
    rows: 4177,
    columns: 9,
    target: 'Column 9',
    task: 'regression',
    types: { 'Column 1': 'category' },
  },
  {
    ...bare,
    file: 'tabular/pima-indians-diabetes.csv',
    rows: 768,
    columns: 9,
    target: 'Column 9',
    task: 'binary',
  },
  {
    file: 'tabular/concrete.csv',
    delimiter: ',',
    hasHeader: true,
    rows: 1030,
    columns: 9,
    target: 'Concrete Compressive Strength(MPa, megapascals)',
    task: 'regression',
  },
  {
    ...bare,
    file: 'tabular/adult-test.csv',
    rows: 16_281,
    columns: 15,
    target: 'Column 15',
    task: 'binary',
    missing: ['?'],
    types: { 'Column 1': 'number', 'Column 2': 'category', 'Column 3': 'number', 'Column 14': 'category' },
  },
  {
    file: 'timeseries/daily-min-temperatures.csv',
    delimiter: ',',
    hasHeader: true,
    rows: 3650,
    columns: 2,
    target: 'Temp',
    task: 'regression',
    types: { Date: 'date' },
  },
  {
    file: 'timeseries/airline-passengers.csv',
    delimiter: ',',
    hasHeader: true,
    rows: 144,
    columns: 2,
    target: 'Passengers',
    task: 'regression',
    types: { Month: 'date' },
  },
  {
    file: 'text/movie-reviews.csv',
    delimiter: ',',
    hasHeader: true,
    rows: 2000,
    columns: 2,
    target: 'label',
    task: 'binary',
    types: { text: 'text' },
  },
  {
    file: 'text/sentiment.tsv',
    delimiter: '\t',
    hasHeader: true,
    rows: 7086,
    columns: 2,
    target: 'sentiment',
    task: 'binary',
    types: { text: 'text' },
  },
]

interface Any {
  readonly path: string
  readonly format: string
  /** Rows kept + rows set aside. */
  readonly rows: number
  readonly rejected?: number
  readonly types: Readonly<Record<string, string>>
  readonly target: string | null
}

const pictureTypes = { image: 'image', label: 'category', width: 'number', format: 'category' } as const
const titanicTypes = { ...whole.types, survived: 'category', fare: 'number', cabin: 'identifier' } as const

/** Whatever is no single delimited file. */
const SOURCES: readonly Any[] = [
  { path: 'messy/titanic.json', format: 'json', rows: 1309, types: titanicTypes, target: 'survived' },
  {
    path: 'messy',
    format: 'delimited',
    rows: 2720,
    rejected: 1,
    types: { sex: 'category', age: 'number' },
    target: 'survived',
  },
  { path: 'images/mnist-png.tar.gz', format: 'pictures', rows: 2000, types: pictureTypes, target: 'label' },
  { path: 'images/cifar3-jpg.tar.gz', format: 'pictures', rows: 900, types: pictureTypes, target: 'label' },
  { path: 'images/faces-att.tar.gz', format: 'pictures', rows: 280, types: pictureTypes, target: 'label' },
  {
    path: 'images/mnist-train-images-idx3-ubyte.gz',
    format: 'idx',
    rows: 60_000,
    types: { image: 'image' },
    target: null,
  },
  {
    path: 'images/mnist-train-labels-idx1-ubyte.gz',
    format: 'idx',
    rows: 60_000,
    types: { label: 'category' },
    target: 'label',
  },
  {
    path: 'images/mnist-test-images-idx3-ubyte.gz',
    format: 'idx',
    rows: 10_000,
    types: { image: 'image' },
    target: null,
  },
  {
    path: 'images/mnist-test-labels-idx1-ubyte.gz',
    format: 'idx',
    rows: 10_000,
    types: { label: 'category' },
    target: 'label',
  },
  {
    path: 'images',
    format: 'idx',
    rows: 70_003,
    rejected: 3,
    types: { image: 'image', label: 'category', part: 'category' },
    target: 'label',
  },
]

const isThere = existsSync(DATA)

describe(isThere ? 'real tables' : 'real tables (left out: ../shared/data is not here)', () => {
  it.skipIf(!isThere).each(TABLES)('$file', async (expected) => {
    const path = resolve(DATA, expected.file)
    const preview = await createDatasetEngine().propose({ path, fileName: basename(path) }, {})
    const { plan } = preview
    expect(plan.dialect).toMatchObject({
      delimiter: expected.delimiter,
      hasHeader: expected.hasHeader,
      encoding: 'utf-8',
    })
    if (expected.missing) expect(plan.dialect.missing).toEqual(expected.missing)
    expect([preview.rowCount, preview.rejectedCount]).toEqual([expected.rows, 0])
    expect(plan.columns).toHaveLength(expected.columns)
    expect(plan.columns.find(({ role }) => role === 'target')?.name).toBe(expected.target)
    expect(plan.task).toBe(expected.task)
    const types = Object.fromEntries(plan.columns.map(({ name, type }) => [name, type]))
    expect(types).toMatchObject(expected.types ?? {})
    const remarks = preview.remarks.map(({ kind, column }) => [kind, column])
    for (const remark of expected.remarks ?? []) expect(remarks).toContainEqual(remark)
    if (expected.classes)
      expect(preview.classes.map(({ label }) => label).sort()).toEqual([...expected.classes])
  })

  it.skipIf(!isThere).each(SOURCES)(
    '$path',
    async ({ path, format, rows, rejected = 0, types, target }) => {
      const file = { path: resolve(DATA, path), fileName: basename(path) }
      const preview = await createDatasetEngine({ cacheFolder: makeFolder() }).propose(file, {})
      expect(preview.plan.dialect.format).toBe(format)
      expect(preview.rejectedCount).toBe(rejected)
      expect(preview.rowCount + preview.rejectedCount).toBe(rows)
      const found = Object.fromEntries(preview.plan.columns.map(({ name, type }) => [name, type]))
      expect(found).toMatchObject(types)
      expect(preview.plan.columns.find(({ role }) => role === 'target')?.name ?? null).toBe(target)
      expect(preview.reasons.length).toBeGreaterThan(0)
    },
    60_000,
  )

  it.skipIf(!isThere)('are the same, whether they are to train or to test', async () => {
    const typesOf = async (name: string) => {
      const file = { path: resolve(DATA, `tabular/${name}`), fileName: name }
      const { plan } = await createDatasetEngine().propose(file, {})
      return plan.columns.map(({ type, role }) => [type, role])
    }
    expect(await typesOf('adult-test.csv')).toEqual(await typesOf('adult-train.csv'))
  })
})
