/** @file A glance at pictures: each decoded very small, for their mean colour and for those that look alike. */
import { inFlight } from '../inFlight'
import type { PictureSource } from '../pictureSource'
import { toGrey } from '../decode/toGrey'
import { isUsable, type OnPictures, type ProbedPicture } from '../types'

export interface Looks {
  /** Red, green and blue, 0 to 255; null where no picture could be decoded. */
  readonly meanColour: [number, number, number] | null
  /** Indices of pictures that look alike, two or more a group; of files that are the same the first one only. */
  readonly alike: number[][]
}

/** Pictures that are looked at; of more, as many evenly spaced ones. */
const MOST_LOOKS = 2000

/** One column more than rows: a bit of the difference hash compares two neighbours. */
const TINY = { height: 8, width: 9, channels: 3, fit: 'stretch', background: 255 } as const
const PIXELS = TINY.height * TINY.width

/** In how many of 64 bits, and by which share of their contrast, pictures that look alike differ at most: as by another codec. */
const MOST_BITS = 4
const MOST_DIFFERENCE = 0.1
/** What differs less from its mean is one plain colour, which looks like any other. */
const LEAST_CONTRAST = 8

interface Look {
  readonly index: number
  readonly grey: Uint8Array
  readonly bits: readonly [number, number]
  /** Mean distance from its mean grey. */
  readonly contrast: number
}

export async function lookAtPictures(
  source: PictureSource,
  probed: readonly ProbedPicture[],
  onProgress?: OnPictures,
): Promise<Looks> {
  const chosen = chooseDifferent(probed)
  const sums = [0, 0, 0]
  const looks: (Look | undefined)[] = []
  let decoded = 0
  await inFlight(
    chosen.length,
    async (at) => {
      const index = chosen[at] ?? 0
      const colours = await source.decode(index, TINY)
      if ('problem' in colours) return
      decoded++
      colours.forEach((value, place) => (sums[place % 3] = (sums[place % 3] ?? 0) + value))
      looks[at] = toLook(index, toGrey(colours))
    },
    onProgress,
  )
  const mean = (channel: number): number => (sums[channel] ?? 0) / (decoded * PIXELS)
  return {
    meanColour: decoded === 0 ? null : [mean(0), mean(1), mean(2)],
    alike: groupAlike(looks.filter((look) => look !== undefined)),
  }
}

/** The first of the files that are the same. */
function chooseDifferent(probed: readonly ProbedPicture[]): number[] {
  const seen = new Set<string>()
  const different = [...probed.keys()].filter((index) => {
    const picture = probed[index]
    if (!picture || !isUsable(picture) || seen.has(picture.hash)) return false
    seen.add(picture.hash)
    return true
  })
  const every = Math.max(1, different.length / MOST_LOOKS)
  const count = Math.min(MOST_LOOKS, different.length)
  return Array.from({ length: count }, (_, at) => different[Math.floor(at * every)] ?? 0)
}

/** The difference hash (Krawetz 2013): whether each pixel is darker than its right neighbour. */
function toLook(index: number, grey: Uint8Array): Look {
  const bits: [number, number] = [0, 0]
  for (let bit = 0; bit < 64; bit++) {
    const place = Math.floor(bit / 8) * TINY.width + (bit % 8)
    if ((grey[place] ?? 0) < (grey[place + 1] ?? 0)) bits[bit < 32 ? 0 : 1] |= 1 << (bit % 32)
  }
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  return { index, grey, bits, contrast: meanDifference(grey, () => mean) }
}

/** Compares each with each: two million pairs at most, in a few hundredths of a second. */
function groupAlike(all: readonly Look[]): number[][] {
  const looks = all.filter(({ contrast }) => contrast >= LEAST_CONTRAST)
  const groupOf = new Map<Look, Look[]>()
  for (const [at, look] of looks.entries()) {
    for (let before = 0; before < at; before++) {
      const other = looks[before]
      if (other && isAlike(look, other)) join(groupOf, other, look)
    }
  }
  const groups = new Set(groupOf.values())
  return [...groups].map((group) => group.map(({ index }) => index).sort((one, two) => one - two))
}

function join(groupOf: Map<Look, Look[]>, one: Look, other: Look): void {
  const [first, second] = [groupOf.get(one) ?? [one], groupOf.get(other) ?? [other]]
  if (first === second) return
  first.push(...second)
  for (const look of first) groupOf.set(look, first)
}

function isAlike(one: Look, other: Look): boolean {
  const bits = countBits(one.bits[0] ^ other.bits[0]) + countBits(one.bits[1] ^ other.bits[1])
  const most = MOST_DIFFERENCE * Math.min(one.contrast, other.contrast)
  return bits <= MOST_BITS && meanDifference(one.grey, (index) => other.grey[index] ?? 0) <= most
}

function meanDifference(grey: Uint8Array, other: (index: number) => number): number {
  return grey.reduce((sum, value, index) => sum + Math.abs(value - other(index)), 0) / grey.length
}

/** Bits that are set in a 32-bit word (Warren, Hacker's Delight, figure 5-2). */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
