import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDatasetEngine } from '../../../engine'
import { halves } from '../../../images/testing/samplePictures'
import { openPictureTensor } from '../../../images/cache/pictureTensor'
import { makeFolder } from '../../../testing/temporaryFiles'

describe('a picture that was handed over alone', () => {
  it('is read and decoded though its file is called otherwise on the disk', async () => {
    const folder = makeFolder()
    const path = join(folder, 'upload-1')
    writeFileSync(path, await halves(16, 12).png().toBuffer())
    const engine = createDatasetEngine({ cacheFolder: join(folder, 'cache') })
    const file = { path, fileName: 'cat.png' }
    const { header, rows, rejected } = await engine.readCells(file, {})
    expect({ rejected, name: rows[0]?.[header.indexOf('image')] }).toEqual({ rejected: [], name: 'cat.png' })
    const geometry = { height: 8, width: 8, channels: 3, fit: 'stretch', background: 255 } as const
    const tensor = await openPictureTensor(
      await engine.decodePictures({ file, dialect: {}, cells: ['cat.png'], geometry }),
    )
    expect(tensor.problems).toEqual([])
    await tensor.close()
    const [figures] = await engine.measurePictures({ file, dialect: {}, cells: ['cat.png'] })
    expect(figures?.saturation).toBeGreaterThan(0.9)
    expect(figures?.fileSize).toBe(readFileSync(path).length)
  })
})
