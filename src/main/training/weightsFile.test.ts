import { mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Weights } from './types'
import { readWeights, writeWeights } from './weightsFile'

const weights: Weights = new Map([
  ['hidden.kernel', { shape: [2, 3], values: new Float32Array([1, -2, 3.5, NaN, 1e-38, 0]) }],
  ['Größe', { shape: [1], values: new Float32Array([7]) }],
  ['scalar', { shape: [], values: new Float32Array([9]) }],
  ['empty', { shape: [0, 4], values: new Float32Array(0) }],
])

async function write(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'fettle-weights-')), 'deep', 'weights.bin')
  await writeWeights(file, weights)
  return file
}

describe('weightsFile', () => {
  it('reads what was written, bit for bit', async () => {
    expect(await readWeights(await write())).toEqual(weights)
  })

  it('replaces an older file and leaves no draft behind', async () => {
    const file = await write()
    const newer: Weights = new Map([['only', { shape: [1], values: new Float32Array([1]) }]])
    await writeWeights(file, newer)
    expect(await readWeights(file)).toEqual(newer)
    expect(await readdir(join(file, '..'))).toEqual(['weights.bin'])
  })

  it.each([0, 10, 40, 150])('refuses a file cut to %i bytes', async (length) => {
    const file = await write()
    await truncate(file, length)
    await expect(readWeights(file)).rejects.toMatchObject({ code: 'file/unreadable' })
  })

  it('refuses a file with one altered bit, and one that is not there', async () => {
    const file = await write()
    const bytes = await readFile(file)
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100)
    await writeFile(file, bytes)
    await expect(readWeights(file)).rejects.toMatchObject({ code: 'file/unreadable' })
    await expect(readWeights(`${file}.none`)).rejects.toMatchObject({ code: 'file/unreadable' })
  })

  it('refuses weights that do not fill their shape', async () => {
    const file = await write()
    const bad: Weights = new Map([['bad', { shape: [3], values: new Float32Array(2) }]])
    await expect(writeWeights(file, bad)).rejects.toMatchObject({ code: 'bug/invariant' })
  })
})
