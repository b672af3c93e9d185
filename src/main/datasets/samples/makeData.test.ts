import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MADE_DATA, type MadeData } from '../../../shared/domain/sample'
import { makeData } from './makeData'

async function make(data: MadeData, seed: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-made-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await makeData({ data, seed, rows: 40, folder }, () => Promise.resolve())
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const hash = createHash('sha256')
  for (const { parentPath, name } of files.sort((one, other) =>
    join(one.parentPath, one.name) < join(other.parentPath, other.name) ? -1 : 1,
  )) {
    hash.update(name).update(readFileSync(join(parentPath, name)))
  }
  expect(files.length).toBeGreaterThan(0)
  return hash.digest('hex')
}

describe('makeData', () => {
  it.each(MADE_DATA)('makes %s, the same from the same seed', async (data) => {
    const [once, again, other] = [await make(data, 1), await make(data, 1), await make(data, 2)]
    expect(again).toBe(once)
    expect(other).not.toBe(once)
  })
})
