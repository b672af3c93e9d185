/** @file Where the face of a picture is. */
import { setImmediate } from 'node:timers/promises'
import { type Grid, runFaceNetwork } from './faceNetwork'

/** Points of a picture, in pixels. */
export interface FaceBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** 0 to 1: how sure it is. */
  readonly score: number
}

/** Bytes of red, green and blue. */
export interface ColourPoints {
  readonly height: number
  readonly width: number
  readonly data: Uint8Array
}

/**
 * The picture is looked at as a square of so many pixels: small for a face that fills it, which larger squares do not show whole,
 * then larger for faces that are a part of it.
 */
const LOOK_SIDES = [256, 416, 160] as const
/** Larger squares show no more of a picture than it has points. */
const MOST_ENLARGED = 1.5
/** From here on, no other size is looked at. */
const SURE = 0.8
/** Below, it is taken for no face. */
const LEAST_SCORE = 0.5
/** Widths and heights that boxes start from, in places of the coarse grid, and the mean colour of the pictures it learnt from. */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const
const MEAN_COLOUR = [117.001, 114.697, 97.404] as const
const NUMBERS = 5

/** @returns the face that is the surest at any size; null where there is none. It lets others work between two looks. */
export async function findFaceAnyhow(points: ColourPoints): Promise<FaceBox | null> {
  let best: FaceBox | null = null
  const most = MOST_ENLARGED * Math.max(points.width, points.height)
  for (const side of LOOK_SIDES.filter((each, index) => index === 0 || each <= most)) {
    if (best !== null && best.score >= SURE) break
    await setImmediate()
    const found = findFace(points, side)
    if (found !== null && found.score > (best?.score ?? 0)) best = found
  }
  return best
}

/** @param side of the square that is looked at @returns the face that is the surest, or null. Of several the others are not told. */
export function findFace(points: ColourPoints, side: number): FaceBox | null {
  const found = runFaceNetwork(toSquare(points, side))
  const longest = Math.max(points.width, points.height)
  let best: FaceBox | null = null
  for (let place = 0; place < found.height * found.width; place++) {
    const [row, column] = [Math.floor(place / found.width), place % found.width]
    for (const [anchor, [anchorWidth, anchorHeight]] of ANCHORS.entries()) {
      const at = place * found.channels + anchor * NUMBERS
      const [x = 0, y = 0, w = 0, h = 0, sure = 0] = found.values.subarray(at, at + NUMBERS)
      const score = sigmoid(sure)
      if (score < LEAST_SCORE || (best !== null && best.score >= score)) continue
      const unit = longest / found.width
      const width = Math.exp(w) * anchorWidth * unit
      const height = Math.exp(h) * anchorHeight * unit
      const left = (column + sigmoid(x)) * unit - width / 2
      const top = (row + sigmoid(y)) * unit - height / 2
      best = { left, top, width, height, score }
    }
  }
  return best
}

/** @returns the box with a margin on every side, a share of its size, as whole pixels within the picture; at least one. */
export function widenBox(
  { left, top, width, height }: Omit<FaceBox, 'score'>,
  margin: number,
  picture: Pick<ColourPoints, 'height' | 'width'>,
): Omit<FaceBox, 'score'> {
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)))
  const [x, y] = [
    clamp(left - margin * width, picture.width - 1),
    clamp(top - margin * height, picture.height - 1),
  ]
  const right = clamp(left + (1 + margin) * width, picture.width)
  const bottom = clamp(top + (1 + margin) * height, picture.height)
  return { left: x, top: y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) }
}

/** Scaled until its longer side fits, black beyond it; bilinear, as the network saw pictures when it learnt. */
function toSquare({ width, height, data }: ColourPoints, side: number): Grid {
  const values = new Float32Array(side * side * 3)
  const scale = Math.max(width, height) / side
  const see = (row: number, column: number, channel: number): number =>
    data[(Math.min(height - 1, row) * width + Math.min(width - 1, column)) * 3 + channel] ?? 0
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++, at += 3) {
      const [y, x] = [row * scale, column * scale]
      const isInside = y < height && x < width
      const [top, left] = [Math.floor(y), Math.floor(x)]
      const [down, along] = [y - top, x - left]
      for (let channel = 0; channel < 3; channel++) {
        const above = see(top, left, channel) * (1 - along) + see(top, left + 1, channel) * along
        const below = see(top + 1, left, channel) * (1 - along) + see(top + 1, left + 1, channel) * along
        const value = isInside ? above * (1 - down) + below * down : 0
        values[at + channel] = (value - (MEAN_COLOUR[channel] ?? 0)) / 255
      }
    }
  }
  return { height: side, width: side, channels: 3, values }
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
