import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { studentCdf } from '../../maths/student'
import { forecastCurve } from './forecastCurve'

const STEPS = 60

type Curve = (step: number) => number

function seen(curve: Curve, until: number, noise = 0, seed = 1) {
  const random = createRandom(seed)
  const steps = Array.from({ length: until }, (_, index) => index + 1)
  return { steps, values: steps.map((step) => curve(step) + noise * random.normal()) }
}

describe('studentCdf', () => {
  it.each([
    [1, 1, 0.75],
    [2, 1, 0.7886751345948129],
    [3, 2, 0.930337],
    [10, -1.812461, 0.05],
    [30, 2.042272, 0.975],
  ])('with %i degrees of freedom is right at %f', (freedom, t, probability) => {
    expect(studentCdf(t, freedom)).toBeCloseTo(probability, 5)
  })
})

describe('forecastCurve', () => {
  const families: readonly (readonly [string, Curve])[] = [
    ['a power', (x) => 0.2 + 0.6 * x ** -0.7],
    ['an exponential', (x) => 0.3 + 0.5 * Math.exp(-x / 12)],
    ['a logarithm', (x) => 0.9 - 0.1 * Math.log(x)],
  ]

  it.each(families)('draws %s on', (_name, curve) => {
    const forecast = forecastCurve(seen(curve, 25), STEPS)
    expect(Math.abs(forecast.expected - curve(STEPS))).toBeLessThan(0.04)
    expect(forecast.chanceBelow(curve(STEPS) - 0.2)).toBeLessThan(0.03)
    expect(forecast.chanceBelow(curve(STEPS) + 0.2)).toBeGreaterThan(0.97)
  })

  it('does not give up a curve that begins to fall late', () => {
    const curve: Curve = (x) => 0.1 + 0.5 * Math.exp(-((x / 20) ** 2))
    for (const until of [10, 15, 20, 25, 30, 40]) {
      expect(forecastCurve(seen(curve, until), STEPS).chanceBelow(curve(STEPS) + 0.02)).toBeGreaterThan(0.5)
    }
  })

  it('is less certain the more a curve shakes, and the less of it was seen', () => {
    const curve: Curve = (x) => 0.2 + 0.6 * x ** -0.7
    const unsure = (until: number, noise: number) =>
      forecastCurve(seen(curve, until, noise), STEPS).chanceBelow(0.15)
    expect(unsure(20, 0.02)).toBeGreaterThan(unsure(20, 0.001))
    expect(unsure(8, 0.005)).toBeGreaterThan(unsure(40, 0.005))
  })

  it('claims no more than it keeps: of what it gives a tenth, no more than about that comes true', () => {
    let [claims, kept] = [0, 0]
    for (let seed = 1; seed <= 300; seed++) {
      const random = createRandom(seed)
      const [end, height, power] = [random.next() * 0.4, 0.2 + random.next(), 0.3 + random.next()]
      const curve: Curve = (x) => end + height * x ** -power
      const forecast = forecastCurve(seen(curve, 12, 0.02, seed), STEPS)
      for (const bound of [0.1, 0.2, 0.3, 0.4, 0.5]) {
        const chance = forecast.chanceBelow(bound)
        if (chance > 0.1) continue
        claims++
        if (curve(STEPS) < bound) kept++
      }
    }
    expect(claims).toBeGreaterThan(100)
    expect(kept / claims).toBeLessThan(0.1)
  })

  it('expects a curve that rises to stay about where it is', () => {
    const forecast = forecastCurve(
      seen((x) => 0.3 + 0.01 * x, 10),
      STEPS,
    )
    expect(forecast.expected).toBeCloseTo(0.355, 6)
    expect(forecast.chanceBelow(0.2)).toBeLessThan(0.05)
  })
})
