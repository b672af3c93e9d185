import { describe, expect, it } from 'vitest'
import { heatPixels, sampleHeat } from './heatPixels'

const picture = { count: 1, height: 2, width: 2, channels: 1 as const, base64: btoa('\x64\x64\x64\x64') }

describe('heatPixels', () => {
  it('tints what speaks for the answer, and leaves the rest grey', () => {
    const pixels = heatPixels(picture, { shape: [2, 2], values: [1, 0, 0, -1] })
    const [first, second, , last] = [0, 1, 2, 3].map((at) => [...pixels.slice(at * 4, at * 4 + 4)])
    expect(first?.[0]).toBeGreaterThan(150)
    expect(second).toEqual([100, 100, 100, 255])
    expect(last?.[2]).toBeGreaterThan(150)
  })

  it('stretches small maps between the middles of their places', () => {
    const heat = { shape: [1, 2], values: [0, 1] }
    expect([0.1, 0.5, 0.9].map((across) => sampleHeat(heat, 0.5, across))).toEqual([0, 0.5, 1])
  })
})
