import type { DesignLayer } from '@shared/domain/modelSpec'
import { sourcesOf } from './layerLinks'

/** A line beside the list from one layer to another that stands further down. */
export interface LinkLine {
  readonly from: string
  readonly to: string
  /** Which of the lanes beside the list, counted from 0 next to it. */
  readonly lane: number
}

export interface LinkPicture {
  readonly lines: readonly LinkLine[]
  readonly laneCount: number
  /** The layers that read the layer above them. */
  readonly chained: ReadonlySet<string>
}

/** Lays out the links that skip layers: short ones next to the list, and no two over each other in one lane. */
/** @param start the repeat whose layers these are: a link to it goes up to the top of the list */
export function layOutLinks(layers: readonly DesignLayer[], start: string | null): LinkPicture {
  const places = new Map(layers.map(({ id }, index) => [id, index]))
  if (start !== null) places.set(start, -1)
  const chained = new Set<string>()
  const spans = layers.flatMap((layer, index) =>
    sourcesOf(layers, index).flatMap((id) => {
      const from = places.get(id)
      if (from === undefined || from >= index) return []
      if (from === index - 1) {
        chained.add(layer.id)
        return []
      }
      return [{ from, to: index }]
    }),
  )
  // Two readers of one layer share a lane: their lines are one line with two ends.
  const lanes: { from: number; to: number }[][] = []
  const lines = spans
    .toSorted((left, right) => left.to - left.from - (right.to - right.from) || left.from - right.from)
    .map((span): LinkLine => {
      const free = lanes.findIndex((lane) =>
        lane.every((other) => other.from === span.from || other.to <= span.from || span.to <= other.from),
      )
      const lane = free < 0 ? lanes.length : free
      lanes[lane] = [...(lanes[lane] ?? []), span]
      return { from: layers[span.from]?.id ?? start ?? '', to: layers[span.to]?.id ?? '', lane }
    })
  return { lines, laneCount: lanes.length, chained }
}
