/**
 * @file Small pictures brought to a geometry. For them libvips needs longer to set up a resize than the resize takes.
 */
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'

/** Points [height, width, channels]. */
export interface Points {
  readonly data: Uint8Array
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Where a part of the source, in pixels and their fractions, comes to lie in the result. */
interface Placement {
  readonly from: Box
  readonly to: Box
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

type Target = Pick<PictureGeometry, 'width' | 'height' | 'fit' | 'background'>

/** Lanczos resampling as Pillow does it: the filter is as wide as the source is larger, each pass rounds to bytes. */
export function resizeSmall(source: Points, target: Target): Points {
  const { from, to } = placementOf(source, target)
  const across = transpose(resampleRows(source, from.left, from.width, to.width))
  const resized = transpose(resampleRows(across, from.top, from.height, to.height))
  return to.width === target.width && to.height === target.height ? resized : pasteOn(target, to, resized)
}

function placementOf({ width, height }: Points, target: Target): Placement {
  const whole = { left: 0, top: 0, width, height }
  const all = { left: 0, top: 0, width: target.width, height: target.height }
  const [byWidth, byHeight] = [target.width / width, target.height / height]
  if (target.fit === 'crop') {
    const scale = Math.max(byWidth, byHeight)
    return { from: centered(target.width / scale, target.height / scale, whole), to: all }
  }
  if (target.fit === 'stretch') return { from: whole, to: all }
  const scale = Math.min(byWidth, byHeight)
  const [fitWidth, fitHeight] = [Math.round(width * scale), Math.round(height * scale)]
  const { left, top } = centered(Math.max(1, fitWidth), Math.max(1, fitHeight), all)
  const to = { width: Math.max(1, fitWidth), height: Math.max(1, fitHeight) }
  return { from: whole, to: { ...to, left: Math.floor(left), top: Math.floor(top) } }
}

function centered(width: number, height: number, inside: Box): Box {
  return { left: (inside.width - width) / 2, top: (inside.height - height) / 2, width, height }
}

/** For each place of a line: which places of the source it is made of, and how much of each. */
interface Taps {
  readonly starts: Int32Array
  /** [places, count]; zeros where a place needs fewer. */
  readonly weights: Float32Array
  readonly count: number
}

const LOBES = 3

function lanczos(x: number): number {
  if (x === 0) return 1
  if (Math.abs(x) >= LOBES) return 0
  const angle = Math.PI * x
  return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / (angle * angle)
}

/** Many pictures have one size. */
const known = new Map<string, Taps>()
const MOST_KNOWN = 64

function tapsFor(size: number, start: number, length: number, places: number): Taps {
  const key = `${size} ${start} ${length} ${places}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= MOST_KNOWN) known.clear()
  const taps = makeTaps(size, start, length / places, places)
  known.set(key, taps)
  return taps
}

function makeTaps(size: number, start: number, scale: number, places: number): Taps {
  const stretch = Math.max(1, scale)
  const support = LOBES * stretch
  const count = Math.ceil(support) * 2 + 1
  const starts = new Int32Array(places)
  const weights = new Float32Array(places * count)
  for (let place = 0; place < places; place++) {
    const middle = start + (place + 0.5) * scale
    const first = Math.max(0, Math.floor(middle - support + 0.5))
    const last = Math.min(size, Math.floor(middle + support + 0.5))
    const own = Array.from({ length: last - first }, (_, tap) =>
      lanczos((first + tap + 0.5 - middle) / stretch),
    )
    const sum = own.reduce((total, weight) => total + weight, 0)
    starts[place] = first
    own.forEach((weight, tap) => (weights[place * count + tap] = weight / sum))
  }
  return { starts, weights, count }
}

function resampleRows(
  { data, height, width, channels }: Points,
  start: number,
  length: number,
  places: number,
): Points {
  if (start === 0 && length === width && places === width) return { data, height, width, channels }
  const taps = tapsFor(width, start, length, places)
  // Clamped and rounded by the array itself.
  const out = new Uint8ClampedArray(height * places * channels)
  for (let row = 0; row < height; row++) {
    const line = data.subarray(row * width * channels, (row + 1) * width * channels)
    resampleLine(line, out.subarray(row * places * channels, (row + 1) * places * channels), taps, channels)
  }
  return { data: new Uint8Array(out.buffer), height, width: places, channels }
}

function resampleLine(
  line: Uint8Array,
  out: Uint8ClampedArray,
  { starts, weights, count }: Taps,
  channels: number,
): void {
  for (let place = 0, at = 0; place < starts.length; place++) {
    const first = (starts[place] ?? 0) * channels
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0
      for (
        let tap = place * count, from = first + channel;
        tap < (place + 1) * count;
        tap++, from += channels
      ) {
        const weight = weights[tap] ?? 0
        if (weight !== 0) sum += weight * (line[from] ?? 0)
      }
      out[at++] = sum
    }
  }
}

function transpose({ data, height, width, channels }: Points): Points {
  const out = new Uint8Array(data.length)
  for (let row = 0, from = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const to = (column * height + row) * channels
      for (let channel = 0; channel < channels; channel++) out[to + channel] = data[from++] ?? 0
    }
  }
  return { data: out, height: width, width: height, channels }
}

function pasteOn({ width, height, background }: Target, { left, top }: Box, picture: Points): Points {
  const { channels } = picture
  const data = new Uint8Array(width * height * channels).fill(background)
  const line = picture.width * channels
  for (let row = 0; row < picture.height; row++) {
    data.set(picture.data.subarray(row * line, (row + 1) * line), ((top + row) * width + left) * channels)
  }
  return { data, height, width, channels }
}
