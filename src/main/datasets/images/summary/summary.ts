/** @file What a set of pictures is like: sizes, colours, formats, and which are the same. */
import type { PictureFormat, PictureProblem } from '../../../../shared/domain/picture'
import {
  suggestGeometry,
  type PictureGeometry,
  type SizeCount,
} from '../../../../shared/domain/pictureGeometry'
import {
  LISTED_GROUPS,
  LISTED_PICTURES,
  LISTED_SIZES,
  type PictureGroup,
  type PictureSummary,
} from '../../../../shared/domain/pictureSummary'
import type { Looks } from './looks'
import { isUsable, type PictureFacts, type ProbedPicture } from '../types'

export interface SummaryRequest {
  readonly probed: readonly ProbedPicture[]
  /** The class of each picture; null where it has none. */
  readonly labels: readonly (string | null)[]
  /** Of some of the pictures; nothing is said about colours and likeness without. */
  readonly looks?: Looks | null
}

export function summarizePictures({ probed, labels, looks = null }: SummaryRequest): PictureSummary {
  const usable = probed.filter(isUsable)
  const sizes = countSizes(usable)
  return {
    count: usable.length,
    problems: countProblems(probed),
    width: rangeOf(usable.map(({ width }) => width)),
    height: rangeOf(usable.map(({ height }) => height)),
    sizes: sizes.slice(0, LISTED_SIZES),
    sizeCount: sizes.length,
    formats: countFormats(usable),
    greyCount: usable.filter(({ channels }) => channels === 1).length,
    alphaCount: usable.filter(({ hasAlpha }) => hasAlpha).length,
    bytes: usable.reduce((sum, { bytes }) => sum + bytes, 0),
    meanColour: looks?.meanColour ?? null,
    duplicates: describeGroups(sameFiles(probed), probed, labels),
    nearDuplicates: looks && describeGroups(looks.alike, probed, labels),
    suggested: suggestFor(probed),
  }
}

/** @returns the geometry to begin with; null without usable pictures */
export function suggestFor(probed: readonly ProbedPicture[]): PictureGeometry | null {
  const usable = probed.filter(isUsable)
  if (usable.length === 0) return null
  const isGrey = usable.every(({ channels }) => channels === 1)
  return suggestGeometry({ sizes: countSizes(usable), isGrey })
}

function countSizes(usable: readonly PictureFacts[]): SizeCount[] {
  const sizes = countBy(usable.map(({ width, height }) => `${width} ${height}`))
  return sizes.map(([size, count]) => {
    const [width = 0, height = 0] = size.split(' ').map(Number)
    return { width, height, count }
  })
}

function countProblems(probed: readonly ProbedPicture[]): PictureSummary['problems'] {
  const problems = probed.flatMap((picture): PictureProblem[] => (isUsable(picture) ? [] : [picture.problem]))
  return countBy(problems).map(([problem, count]) => ({ problem, count }))
}

function countFormats(usable: readonly PictureFacts[]): PictureSummary['formats'] {
  return countBy<PictureFormat>(usable.map(({ format }) => format)).map(([format, count]) => ({
    format,
    count,
  }))
}

/** The commonest first; among equals the one that was seen first. */
function countBy<Key extends string>(keys: readonly Key[]): [Key, number][] {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)
}

function rangeOf(sides: readonly number[]): PictureSummary['width'] {
  const sorted = Float64Array.from(sides).sort()
  const at = (index: number): number => sorted[index] ?? 0
  if (sorted.length === 0) return null
  return { low: at(0), median: at(Math.floor((sorted.length - 1) / 2)), high: at(sorted.length - 1) }
}

/** @returns indices of pictures whose files are the same, two or more a group */
function sameFiles(probed: readonly ProbedPicture[]): number[][] {
  const groups = new Map<string, number[]>()
  probed.forEach((picture, index) => {
    if (!isUsable(picture)) return
    const group = groups.get(picture.hash)
    if (group) group.push(index)
    else groups.set(picture.hash, [index])
  })
  return [...groups.values()].filter((group) => group.length > 1)
}

function describeGroups(
  groups: readonly (readonly number[])[],
  probed: readonly ProbedPicture[],
  labels: readonly (string | null)[],
): PictureSummary['duplicates'] {
  const described = groups.map((group): PictureGroup => {
    const known = new Set(group.flatMap((index) => labels[index] ?? []))
    return {
      count: group.length,
      pictures: group
        .slice(0, LISTED_PICTURES)
        .map((index) => ({ path: probed[index]?.path ?? '', label: labels[index] ?? null })),
      isAcrossClasses: known.size > 1,
    }
  })
  const order = described.sort(
    (one, other) => Number(other.isAcrossClasses) - Number(one.isAcrossClasses) || other.count - one.count,
  )
  return {
    pictures: groups.reduce((sum, group) => sum + group.length - 1, 0),
    acrossClasses: described.filter(({ isAcrossClasses }) => isAcrossClasses).length,
    groups: order.slice(0, LISTED_GROUPS),
  }
}
