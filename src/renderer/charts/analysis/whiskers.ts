import type { DrawApi } from '../drawApi'

interface WhiskerLook {
  readonly id: string
  readonly color: string
  /** Along which axis they lie. */
  readonly axis: 'x' | 'y'
}

/** From low to high at a place: where an estimate may as well be. */
export type Whisker = readonly [place: number, low: number, high: number]

const HALF_CAP = 3

export function whiskerSeries(whiskers: readonly Whisker[], { id, color, axis }: WhiskerLook) {
  return {
    id,
    type: 'custom',
    data: whiskers.filter((whisker) => whisker.every(Number.isFinite)),
    silent: true,
    z: 4,
    encode: axis === 'x' ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    renderItem: (_params: unknown, api: DrawApi) => {
      const place = api.value(0)
      const ends = [api.value(1), api.value(2)].map((end) =>
        api.coord(axis === 'x' ? [end, place] : [place, end]),
      )
      const [from = [0, 0], to = [0, 0]] = ends
      const across = axis === 'x' ? ([0, HALF_CAP] as const) : ([HALF_CAP, 0] as const)
      const cap = ([x, y]: readonly number[] | [number, number]) =>
        line([(x ?? 0) - across[0], (y ?? 0) - across[1]], [(x ?? 0) + across[0], (y ?? 0) + across[1]])
      const line = (start: readonly [number, number], end: readonly [number, number]) => ({
        type: 'line',
        shape: { x1: start[0], y1: start[1], x2: end[0], y2: end[1] },
        style: { stroke: color, lineWidth: 1.25 },
      })
      return { type: 'group', children: [line(from, to), cap(from), cap(to)] }
    },
  }
}
