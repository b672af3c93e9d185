/** Every data file beside the project, with what an import has to find in it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../build'

export interface RealFile {
  readonly path: string
  readonly kind: 'table' | 'images' | 'text' | 'series'
  /** Rows of the file, the header not among them. */
  readonly rows: number
  readonly target: string
  /** How many columns are of each type. */
  readonly types: Readonly<Record<string, number>>
}

export const REAL_DATA = join(ROOT, '..', 'shared', 'data')

/** Why tests of these files skip; null where they are there. */
export const noRealData = existsSync(REAL_DATA) ? null : `no ${REAL_DATA}`

const TITANIC = {
  kind: 'table',
  rows: 1309,
  target: 'survived',
  types: { number: 6, category: 5, text: 1, identifier: 2 },
} as const
const MNIST = { kind: 'images', target: 'label' } as const
const PICTURES = { image: 1, category: 2, number: 4 } as const

export const EVERY_FILE: readonly RealFile[] = [
  {
    path: 'tabular/abalone.csv',
    kind: 'table',
    rows: 4177,
    target: 'Column 9',
    types: { category: 1, number: 8 },
  },
  {
    path: 'tabular/adult-train.csv',
    kind: 'table',
    rows: 32_561,
    target: 'Column 15',
    types: { category: 9, number: 6 },
  },
  {
    path: 'tabular/adult-test.csv',
    kind: 'table',
    rows: 16_281,
    target: 'Column 15',
    types: { category: 9, number: 6 },
  },
  {
    ...{ path: 'tabular/concrete.csv', kind: 'table', rows: 1030, types: { number: 9 } },
    target: 'Concrete Compressive Strength(MPa, megapascals)',
  },
  {
    path: 'tabular/iris.csv',
    kind: 'table',
    rows: 150,
    target: 'Column 5',
    types: { category: 1, number: 4 },
  },
  {
    ...{ path: 'tabular/pima-indians-diabetes.csv', kind: 'table', rows: 768, target: 'Column 9' },
    types: { category: 1, number: 8 },
  },
  {
    path: 'tabular/sonar.csv',
    kind: 'table',
    rows: 208,
    target: 'Column 61',
    types: { category: 1, number: 60 },
  },
  {
    path: 'tabular/wine.csv',
    kind: 'table',
    rows: 178,
    target: 'Column 14',
    types: { category: 1, number: 13 },
  },
  {
    path: 'tabular/winequality-red.csv',
    kind: 'table',
    rows: 1599,
    target: 'Column 12',
    types: { category: 1, number: 11 },
  },
  { path: 'messy/titanic.csv', ...TITANIC },
  { path: 'messy/titanic-tab.txt', ...TITANIC },
  { path: 'messy/titanic.json', ...TITANIC },
  {
    ...TITANIC,
    path: 'messy/titanic-semicolon.csv',
    rows: 101,
    types: { number: 6, category: 4, text: 2, identifier: 2 },
  },
  {
    path: 'timeseries/airline-passengers.csv',
    kind: 'series',
    rows: 144,
    target: 'Passengers',
    types: { date: 1, number: 1 },
  },
  {
    path: 'timeseries/daily-min-temperatures.csv',
    kind: 'series',
    rows: 3650,
    target: 'Temp',
    types: { date: 1, number: 1 },
  },
  {
    path: 'text/movie-reviews.csv',
    kind: 'text',
    rows: 2000,
    target: 'label',
    types: { text: 1, category: 1 },
  },
  {
    path: 'text/sentiment.tsv',
    kind: 'text',
    rows: 7086,
    target: 'sentiment',
    types: { text: 1, category: 1 },
  },
  { path: 'images/cifar3-jpg.tar.gz', ...MNIST, rows: 900, types: PICTURES },
  { path: 'images/faces-att.tar.gz', ...MNIST, rows: 280, types: PICTURES },
  { path: 'images/mnist-png.tar.gz', ...MNIST, rows: 2000, types: PICTURES },
]
