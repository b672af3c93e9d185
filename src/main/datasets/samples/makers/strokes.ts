/** The ten digits as pen strokes: points from 0 to 1, from left to right and from top to bottom. */
export type Point = readonly [x: number, y: number]
export type Stroke = readonly Point[]

/** Degrees go clockwise from the right, for y grows downwards. */
function arc([x, y]: Point, [width, height]: Point, [from, to]: readonly [number, number]): Point[] {
  const pieces = 14
  return Array.from({ length: pieces + 1 }, (_, index) => {
    const angle = ((from + ((to - from) * index) / pieces) * Math.PI) / 180
    return [x + width * Math.cos(angle), y + height * Math.sin(angle)]
  })
}

export const DIGIT_STROKES: readonly (readonly Stroke[])[] = [
  [arc([0.5, 0.5], [0.27, 0.4], [-90, 270])],
  [
    [
      [0.34, 0.27],
      [0.54, 0.1],
      [0.53, 0.9],
    ],
  ],
  [[...arc([0.5, 0.32], [0.25, 0.22], [190, 395]), [0.26, 0.9], [0.78, 0.88]]],
  [[...arc([0.47, 0.3], [0.24, 0.2], [205, 445]), ...arc([0.47, 0.69], [0.27, 0.21], [275, 515])]],
  [
    [
      [0.56, 0.08],
      [0.2, 0.62],
      [0.82, 0.6],
    ],
    [
      [0.63, 0.38],
      [0.61, 0.93],
    ],
  ],
  [[[0.76, 0.1], [0.34, 0.11], [0.3, 0.46], ...arc([0.48, 0.66], [0.26, 0.24], [250, 510])]],
  [[[0.68, 0.08], [0.42, 0.32], ...arc([0.5, 0.68], [0.24, 0.22], [190, 550])]],
  [
    [
      [0.22, 0.13],
      [0.78, 0.12],
      [0.56, 0.48],
      [0.42, 0.92],
    ],
  ],
  [arc([0.5, 0.29], [0.2, 0.19], [90, 450]), arc([0.5, 0.7], [0.25, 0.21], [-90, 270])],
  [[...arc([0.5, 0.32], [0.24, 0.22], [20, 380]), [0.7, 0.62], [0.6, 0.92]]],
]
