import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { DialectChoice } from '../../../../shared/domain/dialect'
import { writeArchive, writeFolder, zipOf } from '../../testing/archives'
import { readSource } from '../../testing/readSource'
import { CSV } from '../../testing/smallTables'
import { writeTable } from '../../testing/temporaryFiles'
import type { SourceFile } from '../../types'

const why = async (file: SourceFile, choice: DialectChoice = {}) => {
  const { reading, table } = await readSource(file, choice)
  return { format: reading.format, rows: table.rowCount, rejected: table.rejected.length }
}

describe('what is dropped', () => {
  it('is told by its files, not by their names', async () => {
    expect(await why(writeFolder({ 'x.png': CSV }))).toEqual({ format: 'delimited', rows: 12, rejected: 0 })
    expect(await why(writeFolder({ 'a.csv': '[{"a":1,"b":2}]' }))).toEqual({
      format: 'json',
      rows: 1,
      rejected: 0,
    })
  })

  it('is refused where nothing in it can be read', async () => {
    await expect(readSource(writeFolder({}))).rejects.toMatchObject({ code: 'dataset/empty' })
    await expect(readSource(writeFolder({ 'a.csv': '' }))).rejects.toMatchObject({ code: 'dataset/empty' })
    await expect(readSource(writeFolder({ 'a.pdf': '%PDF-1.7', 'b.exe': 'MZ\0\0' }))).rejects.toMatchObject({
      code: 'dataset/not-a-table',
    })
    await expect(readSource(writeTable('%PDF-1.7\n1 0 obj', 'x.pdf'))).rejects.toMatchObject({
      code: 'dataset/not-a-table',
      details: { content: 'binary' },
    })
    await expect(readSource(writeArchive(await zipOf({}), 'x.zip'))).rejects.toMatchObject({
      code: 'dataset/empty',
    })
    await expect(readSource(writeTable(gzipSync(CSV).subarray(0, 60), 'x.gz'))).rejects.toMatchObject({
      code: 'archive/broken',
    })
  })
})
