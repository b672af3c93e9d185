import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { hasDiverged, readRates, smoothLosses } from './readRates'

const STEPS = 120
const RATES = Array.from({ length: STEPS }, (_, step) => 1e-6 * 1e7 ** (step / (STEPS - 1)))

/** Flat, a fall about 1e-3, a rise from 0.3 on; with noise. */
function losses(noise: number, seed = 1): number[] {
  const random = createRandom(seed)
  return RATES.map((rate) => {
    const fall = 2 / (1 + Math.exp(-2 * Math.log10(rate / 1e-3)))
    const rise = rate > 0.3 ? 60 * (rate - 0.3) : 0
    return 2.3 - fall + rise + noise * random.normal()
  })
}

describe('the curve of a range test', () => {
  it.each([0, 0.05])('tells where the loss falls and where it is thrown out, with noise of %s', (noise) => {
    const reading = readRates(smoothLosses(RATES, losses(noise)))
    expect(reading).not.toBeNull()
    expect(reading?.steepest).toBeGreaterThan(3e-4)
    expect(reading?.steepest).toBeLessThan(2e-2)
    expect(reading?.valley).toBeGreaterThan(3e-4)
    expect(reading?.diverged).toBeGreaterThan(0.3)
    expect(reading?.range.low).toBeLessThan(reading?.steepest ?? 0)
    expect(reading?.range.high).toBeGreaterThan(reading?.steepest ?? 1)
    expect(reading?.range.high).toBeLessThan(1)
  })

  it('says nothing where the loss never came down', () => {
    const random = createRandom(3)
    const flat = RATES.map((rate) => 2.3 + 0.05 * random.normal() + (rate > 0.1 ? 50 * rate : 0))
    expect(readRates(smoothLosses(RATES, flat))).toBeNull()
    expect(readRates([])).toBeNull()
  })

  it('is over once the loss is far above its minimum', () => {
    const points = smoothLosses(RATES, losses(0.05))
    expect(hasDiverged(points)).toBe(true)
    expect(hasDiverged(points.slice(0, 90))).toBe(false)
  })
})
