import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { featureNamesOf } from '../../shared/domain/fittedRecipe'
import { PREPARED_META_FILE, PreparedMeta } from '../../shared/domain/preparedMeta'
import { createDatasetEngine } from './engine'
import { makeFolder, writeTable } from './testing/temporaryFiles'
import type { SourceFile } from './types'

const TABLE = `size,colour,when,class\n${Array.from(
  { length: 50 },
  (_, row) =>
    `${row % 11 === 3 ? '' : row},${['red', 'green', ''][row % 3]},1970-01-${(row % 28) + 1},${row % 5 === 0 ? 'rare' : 'common'}`,
).join('\n')}\n`

function readFloats(path: string): Float32Array {
  const bytes = readFileSync(path)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

async function prepare(
  file: SourceFile,
  change = (plan: Awaited<ReturnType<typeof engine.propose>>['plan']) => plan,
) {
  const { plan } = await engine.propose(file, {})
  const folder = join(makeFolder(), 'prepared')
  const meta = await engine.prepare(file, change(plan), folder)
  return { folder, meta, plan: change(plan) }
}

const engine = createDatasetEngine()

describe('prepare', () => {
  it('writes the tensors of three parts and what describes them', async () => {
    const { folder, meta } = await prepare(writeTable(TABLE))
    expect(readdirSync(folder).sort()).toEqual(
      [
        PREPARED_META_FILE,
        'test.x.f32',
        'test.y.f32',
        'train.x.f32',
        'train.y.f32',
        'validation.x.f32',
        'validation.y.f32',
      ].sort(),
    )
    expect(v.parse(PreparedMeta, JSON.parse(readFileSync(join(folder, PREPARED_META_FILE), 'utf8')))).toEqual(
      meta,
    )
    expect(meta.counts).toEqual({ train: 32, validation: 8, test: 10 })
    expect(featureNamesOf(meta.fitted)).toEqual([
      'size',
      'colour=green',
      'colour=red',
      'colour=missing',
      'when',
    ])
    for (const part of ['train', 'validation', 'test'] as const) {
      expect(readFloats(join(folder, `${part}.x.f32`))).toHaveLength(meta.counts[part] * 5)
      expect(readFloats(join(folder, `${part}.y.f32`))).toHaveLength(meta.counts[part])
    }
  })

  it('scales by the training rows: mean 0 and deviation 1 there', async () => {
    const { folder, meta } = await prepare(writeTable(TABLE))
    const x = readFloats(join(folder, 'train.x.f32'))
    for (const feature of [0, 4]) {
      const values = Array.from({ length: meta.counts.train }, (_, row) => x[row * 5 + feature] ?? NaN)
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      expect(mean).toBeCloseTo(0, 5)
      expect(
        Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length),
      ).toBeCloseTo(1, 5)
    }
  })

  it('learns nothing from rows it will be judged by', async () => {
    const file = writeTable(TABLE)
    const { meta, plan } = await prepare(file)
    const { rows } = await engine.rows({ file, plan, offset: 0, limit: 100 })
    const sealed = TABLE.split('\n').filter(
      (line) => line !== '' && !rows.some((row) => row.map((cell) => cell ?? '').join(',') === line),
    )
    expect(sealed).toHaveLength(1 + meta.counts.test)
    const changed = TABLE.split('\n').map((line) =>
      sealed.slice(1).includes(line) ? line.replace(/^[^,]*/, '1000000') : line,
    )
    const again = await prepare(writeTable(changed.join('\n')))
    expect(again.meta.fitted).toEqual(meta.fitted)
  })

  it('numbers the classes by their sorted labels and keeps their shares', async () => {
    const { folder, meta } = await prepare(writeTable(TABLE))
    expect(meta.fitted.output).toEqual({ kind: 'classes', labels: ['common', 'rare'] })
    const y = readFloats(join(folder, 'train.y.f32'))
    expect(y.filter((label) => label === 1)).toHaveLength(6)
    expect([...new Set(y)].sort()).toEqual([0, 1])
  })

  it('writes the very same bytes for the same rows and plan', async () => {
    const [first, second] = [await prepare(writeTable(TABLE)), await prepare(writeTable(TABLE))]
    for (const name of readdirSync(first.folder)) {
      expect(readFileSync(join(second.folder, name)).equals(readFileSync(join(first.folder, name)))).toBe(
        true,
      )
    }
  })

  it('scales a number to be predicted and says how to undo it', async () => {
    const table = `a,price\n${Array.from({ length: 60 }, (_, row) => `${row},${row * 100.5}`).join('\n')}`
    const { folder, meta } = await prepare(writeTable(table))
    const y = readFloats(join(folder, 'train.y.f32'))
    expect(meta.fitted.output).toEqual({ kind: 'number' })
    expect(y.reduce((sum, value) => sum + value, 0) / y.length).toBeCloseTo(0, 5)
    const price = (y[0] ?? 0) * meta.fitted.targetScale + meta.fitted.targetCenter
    expect((price / 100.5) % 1).toBeCloseTo(0, 3)
  })

  it('replaces a folder that is there and leaves nothing half done beside it', async () => {
    const file = writeTable(TABLE)
    const { plan } = await engine.propose(file, {})
    const parent = makeFolder()
    await engine.prepare(file, plan, join(parent, 'prepared'))
    await engine.prepare(file, plan, join(parent, 'prepared'))
    expect(readdirSync(parent)).toEqual(['prepared'])
  })

  it('refuses a plan that has a problem, by its code', async () => {
    await expect(
      prepare(writeTable(TABLE), (plan) => ({ ...plan, task: 'regression' })),
    ).rejects.toMatchObject({
      code: 'dataset/target-not-number',
    })
  })
})

describe('rows', () => {
  it('pages through the rows as they were read, without the sealed ones', async () => {
    const file = writeTable(TABLE)
    const { plan } = await engine.propose(file, {})
    const all = await engine.rows({ file, plan, offset: 0, limit: 200 })
    expect(all.total).toBe(40)
    expect(all.rows).toHaveLength(40)
    expect(all.rows.every((row) => row.length === 4)).toBe(true)
    const page = await engine.rows({ file, plan, offset: 10, limit: 5 })
    expect(page).toEqual({ total: 40, rows: all.rows.slice(10, 15) })
    expect((await engine.rows({ file, plan, offset: 39, limit: 5 })).rows).toHaveLength(1)
  })
})

describe('rejected', () => {
  it('lists every row that was kept aside, with its text', async () => {
    const file = writeTable(TABLE.replace('\n7,green', '\nseven,green').replace('\n9,red', '\n9;red'))
    const { plan } = await engine.propose(file, {})
    expect(await engine.rejected(file, plan)).toEqual([
      { line: 9, column: 'size', cause: 'notANumber', text: 'seven,green,1970-01-8,common' },
      { line: 11, column: null, cause: 'tooFewCells', text: '9;red,1970-01-10,common' },
    ])
  })
})

describe('readCells', () => {
  it('reads cells by name, null where missing, and keeps unreadable rows aside', async () => {
    const file = writeTable('b; a \n1;?\n;2\n3;4;5\n')
    expect(await engine.readCells(file, { missing: ['?'] })).toEqual({
      header: ['b', 'a'],
      rows: [
        ['1', null],
        [null, '2'],
      ],
      rejected: [{ line: 4, column: null, cause: 'tooManyCells', text: '3;4;5' }],
    })
  })

  it('takes a single column', async () => {
    expect(await engine.readCells(writeTable('size\n1\n2\n3\n'), {})).toEqual({
      header: ['size'],
      rows: [['1'], ['2'], ['3']],
      rejected: [],
    })
  })

  it('takes a column of sentences', async () => {
    const file = writeTable('text\n"a fine film, if a bit long"\n"nobody laughed in the end"\n')
    expect((await engine.readCells(file, {})).rows).toEqual([
      ['a fine film, if a bit long'],
      ['nobody laughed in the end'],
    ])
  })
})

describe('describe', () => {
  it('says name, size and hash', async () => {
    expect(await engine.describe(writeTable('abc', 'x.csv'))).toEqual({
      fileName: 'x.csv',
      sizeBytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    })
  })

  it('refuses what is not there', async () => {
    const path = join(makeFolder(), 'nothing')
    await expect(engine.describe({ path, fileName: 'nothing' })).rejects.toMatchObject({
      code: 'file/unreadable',
    })
  })
})
