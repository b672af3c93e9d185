import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import { resizeSmall } from './resizeSmall'

interface Figures {
  readonly width: number
  readonly height: number
  readonly points: number[]
  readonly figures: (Pick<PictureGeometry, 'fit' | 'width' | 'height'> & { result: number[] })[]
}

const path = new URL('../../../../../test/fixtures/resizeFigures.json', import.meta.url)
const { width, height, points, figures } = JSON.parse(readFileSync(path, 'utf8')) as Figures
const source = { data: Uint8Array.from(points), width, height, channels: 3 }

describe('resizeSmall', () => {
  it.each(figures.map((figure) => [`${figure.fit} to ${figure.width} × ${figure.height}`, figure] as const))(
    'gives the bytes of Pillow: %s',
    (_name, { result, ...target }) => {
      const resized = resizeSmall(source, { ...target, background: 7 })
      expect(resized).toMatchObject({ width: target.width, height: target.height, channels: 3 })
      const furthest = resized.data.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (result[at] ?? -9))),
        0,
      )
      // Pillow's weights have 22 bits: now and then a half is rounded the other way.
      expect(furthest).toBeLessThanOrEqual(1)
    },
  )

  it('leaves a picture of the right size as it is', () => {
    const same = resizeSmall(source, { width, height, fit: 'crop', background: 0 })
    expect(same.data).toEqual(source.data)
  })

  it('keeps a plain colour, however it is resized', () => {
    const plain = { data: new Uint8Array(5 * 3).fill(200), width: 5, height: 3, channels: 1 }
    for (const fit of ['crop', 'pad', 'stretch'] as const) {
      const { data } = resizeSmall(plain, { width: 16, height: 16, fit, background: 200 })
      expect(data.every((value) => value === 200)).toBe(true)
    }
  })
})
