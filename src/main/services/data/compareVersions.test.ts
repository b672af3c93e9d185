import { describe, expect, it } from 'vitest'
import { makeVersion } from '../../../../test/support/storeContents'
import type { DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import { newStep } from '../../../shared/domain/recipe'
import { compareVersions } from './compareVersions'

const VERSION = makeVersion('flowers', 'first')

function changed(plan: Partial<DatasetPlan>, rest: Partial<DatasetVersion> = {}) {
  return compareVersions(VERSION, { ...VERSION, ...rest, plan: { ...VERSION.plan, ...plan } })
}

describe('compareVersions', () => {
  it('finds nothing between a version and itself', () => {
    expect(changed({})).toEqual([])
  })

  it('tells steps that came, went, moved and changed', () => {
    const [scale] = VERSION.plan.recipe
    const clip = { ...newStep('clip', 'clip', ['petal']), factor: 2 }
    expect(changed({ recipe: [] })).toEqual([{ kind: 'stepRemoved', step: scale }])
    expect(scale).toBeDefined()
    if (!scale) return
    const both = { ...VERSION, plan: { ...VERSION.plan, recipe: [scale, clip] } }
    const swapped = { ...both, plan: { ...both.plan, recipe: [{ ...clip, factor: 3 }, scale] } }
    expect(compareVersions(VERSION, both)).toEqual([{ kind: 'stepAdded', step: clip }])
    expect(compareVersions(both, swapped)).toEqual([
      { kind: 'stepChanged', before: clip, after: { ...clip, factor: 3 }, settings: ['factor'] },
      { kind: 'stepsReordered' },
    ])
  })

  it('follows a column that was renamed in its place', () => {
    const columns = VERSION.plan.columns.map((column) =>
      column.name === 'petal' ? { ...column, name: 'leaf', type: 'category' as const } : column,
    )
    expect(changed({ columns })).toEqual([
      { kind: 'columnRenamed', before: 'petal', after: 'leaf' },
      { kind: 'columnType', column: 'leaf', before: 'number', after: 'category' },
    ])
  })

  it('tells columns that came and went, another source and other counts', () => {
    const columns = [
      { name: 'sepal', index: 5, type: 'number', role: 'input' } as const,
      ...VERSION.plan.columns.slice(1),
    ]
    const source = { ...VERSION.source, fileName: 'more.csv', sha256: 'cd'.repeat(32) }
    expect(
      changed({ columns }, { source, rowCount: 120, counts: { train: 80, validation: 20, test: 20 } }),
    ).toEqual([
      { kind: 'source', before: 'flowers.csv', after: 'more.csv' },
      { kind: 'rows', before: 100, after: 120 },
      { kind: 'columnRemoved', column: 'petal' },
      { kind: 'columnAdded', column: 'sepal' },
      {
        kind: 'counts',
        before: { train: 64, validation: 16, test: 20 },
        after: { train: 80, validation: 20, test: 20 },
      },
    ])
  })

  it('tells how the file is read otherwise', () => {
    expect(changed({ dialect: { ...VERSION.plan.dialect, delimiter: ';', missing: ['?'] } })).toEqual([
      { kind: 'reading', setting: 'delimiter', before: ',', after: ';' },
      { kind: 'reading', setting: 'missing', before: '[""]', after: '["?"]' },
    ])
  })
})
