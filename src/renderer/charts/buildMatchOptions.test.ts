import { describe, expect, it } from 'vitest'
import { buildDistancesOption, buildReceiverOption } from './buildMatchOptions'
import { TEST_THEME } from './testing/theme'

const look = { theme: TEST_THEME, format: String, percent: String, threshold: 0.5 }
const rest = { right: 0, wrong: 0 }
const curve = [
  { threshold: 0, falseAccept: 0, falseReject: 1, ...rest },
  { threshold: 0.4, falseAccept: 0, falseReject: 0.2, ...rest },
  { threshold: 0.6, falseAccept: 0.1, falseReject: 0, ...rest },
]
const receiverLabels = { falseAccept: 'wrong', found: 'found', threshold: 'up to', chance: 'chance' }
const distanceLabels = { alike: 'one', different: 'two', threshold: 'up to', distance: 'distance' }

describe('buildReceiverOption', () => {
  it('marks the last point of the curve that is not above the threshold', () => {
    const { series } = buildReceiverOption({ ...look, report: { curve }, labels: receiverLabels })
    expect(series[0]?.data).toHaveLength(3)
    expect(series[2]?.data).toEqual([[0, 0.8, 0.4]])
  })

  it('is empty without a curve', () => {
    const { series } = buildReceiverOption({ ...look, report: { curve: [] }, labels: receiverLabels })
    expect(series[2]?.data).toEqual([])
  })
})

describe('buildDistancesOption', () => {
  it('stands both kinds of pairs over their distances, and a line at the threshold', () => {
    const shares = Array.from({ length: 50 }, (_, bin) => (bin === 10 ? 1 : 0))
    const report = { histogram: { alike: shares, different: shares } }
    const { series } = buildDistancesOption({ ...look, report, labels: distanceLabels })
    expect(series.map(({ id }) => id)).toEqual(['alike', 'different'])
    expect(series[0]?.data[10]).toEqual([0.42, 1])
    expect(series[0]).toMatchObject({ markLine: { data: [{ xAxis: 0.5 }] } })
  })
})
