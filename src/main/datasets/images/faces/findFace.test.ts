import { existsSync } from 'node:fs'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FACE_FOCUS, type PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import { decodePicture } from '../decode/decodePicture'
import { runFaceNetwork } from './faceNetwork'
import { widenBox } from './findFace'

const FACES = resolve(import.meta.dirname, '../../../../../../shared/data/images/faces-att.tar.gz')
const missing = existsSync(FACES) ? null : `${FACES} is not there`
const GEOMETRY: PictureGeometry = { height: 24, width: 24, channels: 3, fit: 'crop', background: 0 }
const FOCUSED: PictureGeometry = { ...GEOMETRY, focus: FACE_FOCUS }

describe('runFaceNetwork', () => {
  it('says what face-api.js says of the same points', () => {
    const side = 96
    const values = new Float32Array(side * side * 3)
    const means = [117.001, 114.697, 97.404]
    for (let index = 0; index < values.length; index++) {
      const [row, column] = [Math.floor(index / (side * 3)), Math.floor(index / 3) % side]
      const byte = (row * 7 + column * 13 + (index % 3) * 31 + ((row * column) % 17) * 5) % 256
      values[index] = (byte - (means[index % 3] ?? 0)) / 255
    }
    const found = runFaceNetwork({ height: side, width: side, channels: 3, values })
    expect([found.height, found.width, found.channels]).toEqual([3, 3, 25])
    // Of @vladmandic/face-api 1.7.15, tinyFaceDetector.forwardInput on TensorFlow.js.
    const expected = [1.01135, 0.43088, -0.05752, -0.48587, -5.47502, -0.03747, -1.45589, -0.01469]
    expected.forEach((value, index) => expect(found.values[index]).toBeCloseTo(value, 4))
    expect(found.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(-799.25127, 2)
  })
})

describe('widenBox', () => {
  const picture = { height: 100, width: 200 }

  it('keeps a margin on every side', () => {
    expect(widenBox({ left: 50, top: 20, width: 40, height: 50 }, 0.2, picture)).toEqual({
      ...{ left: 42, top: 10, width: 56, height: 70 },
    })
  })

  it('stays within the picture, and is never empty', () => {
    expect(widenBox({ left: -20, top: -10, width: 400, height: 300 }, 1, picture)).toEqual({
      ...{ left: 0, top: 0, width: 200, height: 100 },
    })
    expect(widenBox({ left: 300, top: 300, width: 10, height: 10 }, 0, picture)).toMatchObject({
      ...{ width: 1, height: 1 },
    })
  })
})

describe('a picture with a focus', () => {
  it('is taken whole, and told, where no face is in it', async () => {
    const content = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#4a7' } })
      .png()
      .toBuffer()
    const file = { format: 'png', content } as const
    let missed = 0
    const focused = await decodePicture(file, FOCUSED, () => missed++)
    expect(focused).toEqual(await decodePicture(file, GEOMETRY))
    expect(missed).toBe(1)
  })

  it.skipIf(missing !== null)(
    `is cropped to the face of most people${missing === null ? '' : ` (skipped: ${missing})`}`,
    { timeout: 60_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'fettle-faces-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      spawnSync('tar', ['xzf', FACES, '-C', folder])
      const people = readdirSync(join(folder, 'faces')).sort().slice(0, 4)
      let missed = 0
      for (const person of people) {
        const [name = ''] = readdirSync(join(folder, 'faces', person)).sort()
        const content = readFileSync(join(folder, 'faces', person, name))
        const decoded = await decodePicture({ format: 'png', content }, FOCUSED, () => missed++)
        expect(decoded).toBeInstanceOf(Uint8Array)
      }
      expect(missed).toBeLessThanOrEqual(2)
    },
  )
})
