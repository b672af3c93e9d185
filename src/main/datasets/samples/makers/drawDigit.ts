import type { Random } from '../../../../shared/util/random'
import { DIGIT_STROKES, type Point } from './strokes'

/** Points of a side, as in MNIST. */
export const DIGIT_SIDE = 28
/** The digit itself stands in the middle 20 points. */
const BODY = 20

/** A digit as somebody might write it: shaky, slanted, larger or smaller, with a thin or a thick pen. @returns grey values, white on black */
export function drawDigit(random: Random, digit: number): Uint8Array {
  const hand = createHand(random)
  const strokes = (DIGIT_STROKES[digit] ?? []).map((stroke) => stroke.map((point) => hand.place(point)))
  const picture = new Uint8Array(DIGIT_SIDE * DIGIT_SIDE)
  for (let y = 0; y < DIGIT_SIDE; y++) {
    for (let x = 0; x < DIGIT_SIDE; x++) {
      const distance = Math.min(...strokes.map((stroke) => distanceTo(stroke, [x + 0.5, y + 0.5])))
      // One point of soft edge.
      const ink = Math.min(1, Math.max(0, hand.thickness - distance + 0.5))
      picture[y * DIGIT_SIDE + x] = Math.round(255 * hand.pressure * ink)
    }
  }
  return picture
}

interface Hand {
  readonly thickness: number
  readonly pressure: number
  place(point: Point): Point
}

function createHand(random: Random): Hand {
  const between = (low: number, high: number): number => low + (high - low) * random.next()
  const angle = (between(-14, 14) * Math.PI) / 180
  const slant = between(-0.25, 0.35)
  const [width, height] = [between(0.72, 1.1), between(0.82, 1.12)]
  const [right, down] = [between(-1.8, 1.8), between(-1.8, 1.8)]
  const wave = { size: between(0, 0.05), phase: between(0, 2 * Math.PI), length: between(0.7, 1.4) }
  return {
    thickness: between(0.8, 1.7),
    pressure: between(0.8, 1),
    place([fromX, fromY]) {
      const shaky = (value: number): number => value - 0.5 + random.normal() * 0.014
      const y = shaky(fromY) * height
      const bent = wave.size * Math.sin(wave.phase + (2 * Math.PI * fromY) / wave.length)
      const x = (shaky(fromX) + bent) * width - slant * y * 0.6
      const turnedX = x * Math.cos(angle) - y * Math.sin(angle)
      const turnedY = x * Math.sin(angle) + y * Math.cos(angle)
      return [DIGIT_SIDE / 2 + BODY * turnedX + right, DIGIT_SIDE / 2 + BODY * turnedY + down]
    },
  }
}

function distanceTo(stroke: readonly Point[], point: Point): number {
  let least = Infinity
  for (let index = 1; index < stroke.length; index++) {
    const [from, to] = [stroke[index - 1], stroke[index]]
    if (from && to) least = Math.min(least, distanceToPiece(from, to, point))
  }
  return least
}

function distanceToPiece([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}
