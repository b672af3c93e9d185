/** @file How the validation rows are told apart: all figures and curves of a match report. */
import {
  DISTANCE_BINS,
  type DistanceHistogram,
  type MatchedTest,
  type MatchReport,
  type ThresholdPoint,
} from '../../../shared/domain/matching'
import { wilsonInterval } from '../wilson'
import { type Identified, identifyPart } from './identify'
import type { Vectors } from './vectors'
import { equalError, errorCurve, type ErrorRates, pairUp, type Pairs, verificationArea } from './verification'

export interface Compared {
  readonly train: Vectors
  readonly validation: Vectors
  readonly labels: readonly string[]
}

/** Steps of either error between two points of a curve that is drawn. */
const LEAST_STEP = 0.0025
/** Kinds of confusion that are named. */
const MOST_CONFUSED = 12

type Report = Omit<MatchReport, 'isTrained' | 'equalError' | 'focus'>

/** All but what takes long; `pairs` are those of the validation rows. */
export function compareParts({ train, validation, labels }: Compared, pairs: Pairs): Report {
  const found = identifyPart(validation, train)
  const curve = errorCurve(pairs)
  const galleryClasses = new Set(Array.from(train.classes))
  const classes = new Set(Array.from(validation.classes))
  const right = found.filter(({ actual, found: label }) => actual === label).length
  return {
    size: validation.width,
    gallery: { rows: train.rows, classes: galleryClasses.size },
    validation: {
      rows: validation.rows,
      classes: classes.size,
      isUnseen: [...classes].every((label) => !galleryClasses.has(label)),
    },
    pairs: { alike: pairs.alikeCount, different: pairs.distances.length - pairs.alikeCount },
    area: verificationArea(curve) ?? null,
    curve: withIdentification(thinOut(curve), found),
    histogram: countDistances(pairs),
    identification:
      found.length === 0 ? null : { right, rows: found.length, ...wilsonInterval(right, found.length) },
    confused: countConfusions(found, labels),
  }
}

/** How the rows of a part are identified at the threshold at which the errors of the validation rows are equal. */
export function judgeAtThreshold(part: Vectors, { train, validation }: Compared): MatchedTest | null {
  const tuned = equalError(errorCurve(pairUp(validation)))
  if (tuned === null) return null
  const found = identifyPart(part, train)
  const near = found.filter(({ distance }) => distance <= tuned.threshold)
  const right = near.filter(({ actual, found: label }) => actual === label).length
  const shareOf = (count: number): number => (found.length === 0 ? 0 : count / found.length)
  return {
    threshold: tuned.threshold,
    right: shareOf(right),
    wrong: shareOf(near.length - right),
    unknown: shareOf(found.length - near.length),
    equalError: equalError(errorCurve(pairUp(part)))?.rate ?? null,
  }
}

function thinOut(curve: readonly ErrorRates[]): ErrorRates[] {
  const kept: ErrorRates[] = []
  for (const [index, point] of curve.entries()) {
    const last = kept.at(-1)
    const isFar =
      !last ||
      point.falseAccept - last.falseAccept >= LEAST_STEP ||
      last.falseReject - point.falseReject >= LEAST_STEP
    if (isFar || index === curve.length - 1) kept.push(point)
  }
  return kept
}

function withIdentification(curve: readonly ErrorRates[], found: readonly Identified[]): ThresholdPoint[] {
  const sorted = found.toSorted((one, other) => one.distance - other.distance)
  let [at, right, wrong] = [0, 0, 0]
  return curve.map((point) => {
    for (; (sorted[at]?.distance ?? Infinity) <= point.threshold; at++) {
      if (sorted[at]?.actual === sorted[at]?.found) right++
      else wrong++
    }
    const rows = Math.max(1, found.length)
    return { ...point, right: right / rows, wrong: wrong / rows }
  })
}

function countDistances({ distances, alike, alikeCount }: Pairs): DistanceHistogram {
  const counts = { alike: new Float64Array(DISTANCE_BINS), different: new Float64Array(DISTANCE_BINS) }
  distances.forEach((distance, pair) => {
    const bin = Math.min(DISTANCE_BINS - 1, Math.floor((distance / 2) * DISTANCE_BINS))
    const kind = alike[pair] ? counts.alike : counts.different
    kind[bin] = (kind[bin] ?? 0) + 1
  })
  const toShares = (values: Float64Array, total: number): number[] =>
    Array.from(values, (count) => (total === 0 ? 0 : count / total))
  return {
    alike: toShares(counts.alike, alikeCount),
    different: toShares(counts.different, distances.length - alikeCount),
  }
}

function countConfusions(found: readonly Identified[], labels: readonly string[]): MatchReport['confused'] {
  const counts = new Map<string, MatchReport['confused'][number]>()
  for (const { actual, found: label } of found) {
    if (actual === label) continue
    const key = `${actual} ${label}`
    const before = counts.get(key)
    counts.set(key, {
      actual: labels[actual] ?? '',
      found: labels[label] ?? '',
      count: (before?.count ?? 0) + 1,
    })
  }
  return [...counts.values()].sort((one, other) => other.count - one.count).slice(0, MOST_CONFUSED)
}
