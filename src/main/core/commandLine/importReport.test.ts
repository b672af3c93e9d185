import { describe, expect, it } from 'vitest'
import { makeVersion } from '../../../../test/support/storeContents'
import type { RejectedRow } from '../../../shared/domain/dataset'
import type { ImportPreview } from '../../../shared/domain/importPreview'
import { readImportOptions } from './importData'
import { formatImport, toImportReport } from './importReport'

const { plan, profiles, source, counts } = makeVersion('flowers', 'flowers')
const PREVIEW: ImportPreview = {
  ...{ source, plan, profiles, counts, problem: null, rowCount: 98, rejectedCount: 12 },
  ...{ rejected: [], rows: [], classes: [], remarks: [], reasons: [], foldCount: 1 },
}
const REJECTED: RejectedRow[] = Array.from({ length: 12 }, (_, index) => ({
  ...{ line: index + 3, column: index === 0 ? 'petal' : null, cause: 'notANumber', text: 'x' },
}))

describe('the report of an import', () => {
  it('accounts for every row', () => {
    const report = toImportReport(PREVIEW, { rejected: REJECTED, dataset: null })
    expect(report).toMatchObject({
      kind: 'table',
      rowsRead: 110,
      rowsKept: 98,
      rowsRejected: 12,
      target: 'kind',
    })
    expect(report.columns[0]).toEqual({ name: 'petal', type: 'number', missing: 0, distinct: 9 })
    expect(report.rejected).toHaveLength(12)
    expect(report.rejected[0]).toEqual({ line: 3, reason: 'petal: not a number' })
  })

  it('lists the first rows that were set aside for people, and says how many more there are', () => {
    const text = formatImport(toImportReport(PREVIEW, { rejected: REJECTED, dataset: null }))
    expect(text).toContain('110 rows read, 98 kept, 12 set aside')
    expect(text).toContain('kind (target)')
    expect(text).toContain('and 2 more')
  })
})

describe('the options of import', () => {
  it('names a dataset after its file, without its endings', () => {
    expect(readImportOptions(['a/digits.tar.gz'])).toMatchObject({
      name: 'digits',
      target: null,
      dialect: {},
    })
    expect(readImportOptions(['faces', '--name', ' mine ', '--no-header'])).toMatchObject({
      ...{ name: 'mine', dialect: { hasHeader: false } },
    })
  })

  it('takes several files, and asks for one at least', () => {
    expect(readImportOptions(['a.csv', 'b.csv'])).toMatchObject({ paths: ['a.csv', 'b.csv'] })
    expect(readImportOptions(['--json'])).toHaveProperty('problem')
    expect(readImportOptions(['a.csv', '--colour', 'red'])).toHaveProperty('problem')
  })
})
