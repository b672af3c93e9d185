import { describe, expect, it } from 'vitest'
import figures from '../../../../test/fixtures/embeddingFigures.json'
import { bootstrapEqualError } from './bootstrap'
import { identify, identifyPart, nearestRows } from './identify'
import { toVectors } from './vectors'
import { equalError, errorCurve, pairUp, thresholdFor, verificationArea } from './verification'

const { verification } = figures
const ROWS = toVectors(Float32Array.from(verification.rows), verification.labels)
const CURVE = errorCurve(pairUp(ROWS))

/** Directions in the plane, in degrees. */
function plane(degrees: readonly number[], classes: readonly number[]) {
  const radians = degrees.map((value) => (value * Math.PI) / 180)
  return toVectors(Float32Array.from(radians.flatMap((value) => [Math.cos(value), Math.sin(value)])), classes)
}

describe('verification', () => {
  it('has the curve, area and equal error rate of scikit-learn', () => {
    expect(verificationArea(CURVE)).toBeCloseTo(verification.area, 6)
    expect(equalError(CURVE)?.rate).toBeCloseTo(verification.equalErrorRate, 6)
  })

  it('takes the largest threshold that keeps a share of false accepts', () => {
    const threshold = thresholdFor(CURVE, 0.1)
    const at = CURVE.findLast((point) => point.threshold <= threshold)
    expect(at?.falseAccept).toBeLessThanOrEqual(0.1)
    expect(1 - (at?.falseReject ?? 1)).toBeCloseTo(verification.foundAtTenth, 6)
    expect(thresholdFor(CURVE, 1)).toBe(CURVE.at(-1)?.threshold)
  })

  it('has no curve where all pairs are of one sort', () => {
    expect(errorCurve(pairUp(plane([0, 10, 20], [1, 1, 1])))).toEqual([])
    expect(equalError([])).toBeNull()
    expect(verificationArea([])).toBeUndefined()
  })

  it('is never wrong where classes lie apart', () => {
    const curve = errorCurve(pairUp(plane([0, 5, 90, 95], [0, 0, 1, 1])))
    expect(equalError(curve)?.rate).toBe(0)
    expect(verificationArea(curve)).toBe(1)
  })
})

describe('identify', () => {
  it('finds as often as scikit-learn’s nearest neighbour', () => {
    const found = identify({ queries: ROWS, gallery: ROWS, isSame: true })
    const hits = found.filter(({ found: label, actual }) => label === actual).length
    expect(hits / ROWS.rows).toBeCloseTo(verification.identification, 12)
  })

  it('ranks classes by their nearest rows and leaves out who is not in the gallery', () => {
    const gallery = plane([0, 40, 80], [0, 1, 2])
    const found = identify({ queries: plane([35, 5], [2, 7]), gallery, isSame: false })
    expect(found).toMatchObject([{ row: 0, actual: 2, found: 1, rank: 2 }])
  })

  it('looks among a part itself where the gallery knows none of its classes', () => {
    const found = identifyPart(plane([0, 3, 60, 64], [5, 5, 6, 6]), plane([10], [0]))
    expect(found.map(({ found: label }) => label)).toEqual([5, 5, 6, 6])
  })

  it('names the nearest rows with their distances', () => {
    const near = nearestRows(Float32Array.of(1, 0), plane([90, 60, 180], [0, 1, 2]), 2)
    expect(near.map(({ row }) => row)).toEqual([1, 0])
    expect(near[0]?.distance).toBeCloseTo(1, 6)
  })
})

describe('bootstrapEqualError', () => {
  it('stands around the rate, and is the same each time', async () => {
    const told: number[] = []
    const sample = () =>
      bootstrapEqualError(pairUp(ROWS), 100, (done) => {
        told.push(done)
        return Promise.resolve()
      })
    const interval = await sample()
    expect(interval?.low).toBeLessThan(verification.equalErrorRate)
    expect(interval?.high).toBeGreaterThan(verification.equalErrorRate)
    expect(told).toHaveLength(100)
    expect(await sample()).toEqual(interval)
  })
})
