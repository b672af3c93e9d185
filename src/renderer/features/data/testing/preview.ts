import type { Column, ColumnProfile, ColumnRole, ColumnType } from '@shared/domain/column'
import type { DatasetPlan } from '@shared/domain/dataset'
import { newStep } from '@shared/domain/recipe'
import type { ImportPreview } from '@shared/domain/importPreview'
import { DEFAULT_SPLIT } from '@shared/domain/split'

function column(index: number, name: string, type: ColumnType, role: ColumnRole): Column {
  return { index, name, type, role }
}

function profile(
  column: Pick<ColumnProfile, 'index' | 'name' | 'suggestedType' | 'distinct'>,
  missing = 0,
): ColumnProfile {
  const histogram = { low: 0, high: 1, counts: [3, 4, 5] }
  const numbers = {
    kind: 'number' as const,
    low: 0,
    high: 80,
    mean: 30,
    standardDeviation: 14,
    median: 28,
    histogram,
  }
  const values = {
    kind: 'values' as const,
    top: [
      { value: 'no', count: 61 },
      { value: 'yes', count: 39 },
    ],
  }
  return {
    ...column,
    missing,
    association: null,
    values: column.suggestedType === 'number' ? numbers : values,
  }
}

/** A small Titanic: a target of two classes, a number with holes, a category and an identifier. */
export const PLAN: DatasetPlan = {
  dialect: {
    format: 'delimited',
    sheet: null,
    delimiter: ';',
    quote: '"',
    encoding: 'utf-8',
    hasHeader: true,
    decimal: '.',
    dateOrder: 'monthFirst',
    missing: ['NA'],
  },
  columns: [
    column(0, 'survived', 'category', 'target'),
    column(1, 'age', 'number', 'input'),
    column(2, 'sex', 'category', 'input'),
    column(3, 'ticket', 'identifier', 'ignored'),
  ],
  task: 'binary',
  recipe: [
    newStep('impute', 'impute', ['age']),
    newStep('encode', 'encode', ['sex']),
    newStep('scale', 'scale', ['age']),
  ],
  split: DEFAULT_SPLIT,
  series: null,
}

export const PREVIEW: ImportPreview = {
  source: { fileName: 'titanic.csv', sizeBytes: 2048, sha256: 'ab'.repeat(32) },
  plan: PLAN,
  problem: null,
  rowCount: 100,
  rejected: [{ line: 62, column: null, cause: 'tooManyCells', text: '62;1;x;y;z' }],
  rejectedCount: 1,
  profiles: [
    profile({ index: 0, name: 'survived', suggestedType: 'category', distinct: 2 }),
    profile({ index: 1, name: 'age', suggestedType: 'number', distinct: 88 }, 20),
    profile({ index: 2, name: 'sex', suggestedType: 'category', distinct: 2 }),
    profile({ index: 3, name: 'ticket', suggestedType: 'identifier', distinct: 100 }),
  ],
  rows: [
    ['no', '22', 'male', 'A1'],
    ['yes', null, 'female', 'A2'],
  ],
  foldCount: 1,
  counts: { train: 64, validation: 16, test: 20 },
  classes: [
    { label: 'no', count: 61 },
    { label: 'yes', count: 39 },
  ],
  remarks: [
    { kind: 'filled', column: 'age', value: 20 },
    { kind: 'identifier', column: 'ticket', value: 100 },
  ],
  reasons: [],
}
