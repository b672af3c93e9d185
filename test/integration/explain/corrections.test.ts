import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createDatasetEngine } from '../../../src/main/datasets'
import { addCorrections, type Correction } from '../../../src/shared/domain/correction'
import type { DatasetPlan } from '../../../src/shared/domain/dataset'
import type { Part } from '../../../src/shared/domain/split'

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-corrections-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'table.csv')
  const rows = Array.from(
    { length: 60 },
    (_, row) => `${String(row)},${String((row * 7) % 11)},${row % 2 === 0 ? 'cat' : 'dog'}`,
  )
  writeFileSync(path, ['a,b,class', ...rows].join('\n'))
  const engine = createDatasetEngine({ cacheFolder: join(folder, 'cache') })
  const file = { path, fileName: 'table.csv' }
  const { plan } = await engine.propose(file, {})
  const rowsOf = async (part: Part, corrections: readonly Correction[]) => {
    const of: DatasetPlan = corrections.length > 0 ? { ...plan, corrections: [...corrections] } : plan
    return engine.partRows({
      file,
      plan: of,
      fold: 0,
      part,
      places: null,
      most: 100,
      seed: 1,
      hasImages: false,
    })
  }
  const prepare = async (corrections: readonly Correction[]) => {
    const target = join(folder, 'prepared')
    const meta = await engine.prepare(file, { ...plan, corrections: [...corrections] }, target)
    const bytes = readFileSync(join(target, 'validation.y.f32'))
    return {
      meta,
      y: [...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))],
    }
  }
  return { rowsOf, prepare }
}

describe('corrections of single rows', () => {
  it('leave rows out of their part, and every other row in its own: sealed rows stay sealed', async () => {
    const { rowsOf } = await open()
    const [train, validation, test] = await Promise.all(
      (['train', 'validation', 'test'] as const).map((part) => rowsOf(part, [])),
    )
    const [gone = 0] = validation?.rows ?? []
    const corrections: Correction[] = [{ kind: 'exclude', row: gone }]
    expect((await rowsOf('validation', corrections)).rows).toEqual(validation?.rows.slice(1))
    expect((await rowsOf('train', corrections)).rows).toEqual(train?.rows)
    expect((await rowsOf('test', corrections)).rows).toEqual(test?.rows)
  })

  it('give rows another target where they stand', async () => {
    const { rowsOf, prepare } = await open()
    const { rows } = await rowsOf('validation', [])
    const before = await prepare([])
    const [row = 0] = rows
    const label = row % 2 === 0 ? 'dog' : 'cat'
    const after = await prepare([{ kind: 'relabel', row, label }])
    expect(after.meta.counts).toEqual(before.meta.counts)
    expect(after.y[0]).toBe(1 - (before.y[0] ?? 0))
    expect(after.y.slice(1)).toEqual(before.y.slice(1))
  })

  it('are refused for a class that the data does not have', async () => {
    const { rowsOf } = await open()
    await expect(rowsOf('train', [{ kind: 'relabel', row: 3, label: 'bird' }])).rejects.toMatchObject({
      code: 'dataset/bad-correction',
      details: { row: 4, value: 'bird' },
    })
  })

  it('are one a row, the later one in place of the earlier', () => {
    const before: Correction[] = [{ kind: 'exclude', row: 4 }]
    const more: Correction[] = [
      { kind: 'relabel', row: 4, label: 'cat' },
      { kind: 'exclude', row: 1 },
    ]
    expect(addCorrections(before, more)).toEqual([more[1], more[0]])
  })
})

describe('samples of a part', () => {
  it('stand beside their places in the tensor', async () => {
    const { rowsOf, prepare } = await open()
    const { rows, places, cells, header, total } = await rowsOf('validation', [])
    const { y, meta } = await prepare([])
    expect(total).toBe(meta.counts.validation)
    const labels = meta.fitted.output.kind === 'classes' ? meta.fitted.output.labels : []
    const target = header.indexOf('class')
    places.forEach((place, at) => expect(labels[y[place] ?? -1]).toBe(cells[at]?.[target]))
    expect(rows).toHaveLength(total)
  })
})
