import { describe, expect, it } from 'vitest'
import { buildCodeMapOption, type CodeMapInput } from './buildCodeMapOption'
import { TEST_THEME } from './testing/theme'

const points = [
  { x: 0, y: 0 },
  { x: 1, y: 2 },
  { x: 3, y: 4 },
]
const build = (map: CodeMapInput['map']) =>
  buildCodeMapOption({
    map,
    theme: TEST_THEME,
    format: String,
    nameOf: (label) => label.toUpperCase(),
    draw: () => null,
  })

describe('buildCodeMapOption', () => {
  it('gives every label its points, and every point its row', () => {
    const { series } = build({ points, targets: ['a', 'b', 'a'], labels: ['a', 'b'] })
    expect(series.map(({ data }) => data.map(([x, , , row]) => [x, row]))).toEqual([
      [
        [0, 0],
        [3, 2],
      ],
      [[1, 1]],
    ])
  })

  it('shows numbers as a ramp from the least to the greatest', () => {
    const option = build({ points, targets: [5, 1, 9], labels: [] })
    expect(option).toMatchObject({ visualMap: { min: 1, max: 9 } })
    expect(option.series).toHaveLength(1)
  })

  it('shows rows without targets in one colour', () => {
    const { series } = build({ points, targets: [null, null, null], labels: [] })
    expect(series[0]?.data).toHaveLength(3)
  })
})
