import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tableInput } from '../../../shared/domain/modelInput'
import { pictureShape } from '../../../shared/domain/pictureSheet'
import { createPictureBook } from './pictureBook'
import { readPictures } from './readPictures'

let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fettle-pictures-'))
  file = join(folder, 'run.pictures')
})
afterEach(() => rm(folder, { recursive: true }))

const ROWS = 20
const validation = {
  rows: ROWS,
  x: Float32Array.from({ length: ROWS * 16 }, (_, index) => (index % 5) - 1),
  y: new Float32Array(ROWS),
}
const open = (input = tableInput(16), mode: 'autoencoder' | 'supervised' = 'autoencoder', epochs = 3) =>
  createPictureBook({ file, mode, input, validation, epochs })

describe('pictures of a run', () => {
  it('begin with the real rows, and measure by them', async () => {
    await open().add(1, new Float32Array(ROWS * 16).fill(7))
    const [real, made] = await readPictures(file)
    expect(real).toMatchObject({ step: 0, count: 16, height: 4, width: 4, channels: 1 })
    const bytesOf = (base64 = '') => [...Buffer.from(base64, 'base64')]
    expect(bytesOf(real?.base64).slice(0, 6)).toEqual([0, 64, 128, 191, 255, 0])
    expect(made?.step).toBe(1)
    expect(new Set(bytesOf(made?.base64))).toEqual(new Set([255]))
  })

  it('are in the units of the columns, whatever they were scaled to', async () => {
    const scaling = Array.from({ length: 16 }, (_, column) => ({ center: column, scale: 0 }))
    const book = createPictureBook({
      ...{ file, mode: 'autoencoder', input: tableInput(16), validation, epochs: 3, scaling },
    })
    await book.add(1, new Float32Array(ROWS * 16))
    const [real] = await readPictures(file)
    expect([...Buffer.from(real?.base64 ?? '', 'base64')].slice(0, 16)).toEqual(
      Array.from({ length: 16 }, (_, column) => column * 17),
    )
  })

  it('are few, however long the run is', async () => {
    const book = open(tableInput(16), 'autoencoder', 1000)
    for (let step = 1; step <= 1000; step++) await book.add(step, validation.x)
    expect((await readPictures(file)).length).toBeLessThanOrEqual(52)
  })

  it('outlive a crash in the middle of a line, and an epoch done twice', async () => {
    await open().add(1, validation.x)
    await appendFile(file, '{"step":2,"count"')
    await appendFile(file, '\n')
    await open().add(1, validation.x)
    await open().add(2, validation.x)
    expect((await readPictures(file)).map(({ step }) => step)).toEqual([0, 1, 2])
  })

  it('are not taken where nothing is made, or nothing that can be drawn', async () => {
    await open(tableInput(16), 'supervised').add(1, validation.x)
    await open(tableInput(15)).add(1, validation.x)
    expect(await readPictures(file)).toEqual([])
  })
})

describe('pictureShape', () => {
  it.each([
    [[28, 28, 1], { height: 28, width: 28, channels: 1 }],
    [[10, 20, 3], { height: 10, width: 20, channels: 3 }],
    [[64], { height: 8, width: 8, channels: 1 }],
    [[9], null],
    [[50], null],
    [[8, 8, 2], null],
    [[50, 8], null],
  ])('of %o', (shape, expected) => {
    expect(pictureShape(shape)).toEqual(expected)
  })
})
