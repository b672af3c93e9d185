/** @file Rows compared with each other by a trained model: who is told apart, at which distance, and who a new row is. */
import * as v from 'valibot'
import { PictureSheet } from './pictureSheet'

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Between directions: 0 for the same, 2 for the opposite one. */
const Distance = v.pipe(v.number(), v.minValue(0), v.maxValue(2.001))

/** What goes wrong at a threshold, up to which two rows are taken for one class. */
export const ThresholdPoint = v.strictObject({
  threshold: Distance,
  /** Share of pairs of two classes that are taken for one. */
  falseAccept: Share,
  /** Share of pairs of one class that are taken for two. */
  falseReject: Share,
  /** Shares of rows whose nearest known row is near enough, and of their class, or of another; the rest are unknown. */
  right: Share,
  wrong: Share,
})
export type ThresholdPoint = v.InferOutput<typeof ThresholdPoint>

/** Shares of the pairs of either kind by their distance, in bins of equal width from 0 to 2. */
export const DistanceHistogram = v.strictObject({ alike: v.array(Share), different: v.array(Share) })
export type DistanceHistogram = v.InferOutput<typeof DistanceHistogram>

export const DISTANCE_BINS = 50

export const EqualErrorFigures = v.strictObject({
  rate: Share,
  threshold: Distance,
  /** Middle 95 % of samples of classes; null where there are too few of them. */
  low: v.nullable(Share),
  high: v.nullable(Share),
})
export type EqualErrorFigures = v.InferOutput<typeof EqualErrorFigures>

/** How the validation rows of a trial are told apart. */
export const MatchReport = v.strictObject({
  /** Whether the model was trained for this; else rows are compared by what stands before its last layer. */
  isTrained: v.boolean(),
  /** Numbers that stand for a row. */
  size: Count,
  /** Known rows: those of training. */
  gallery: v.strictObject({ rows: Count, classes: Count }),
  validation: v.strictObject({
    rows: Count,
    classes: Count,
    /** Whether the training rows have none of its classes; each row is then looked for among the others of validation. */
    isUnseen: v.boolean(),
  }),
  /** Pairs of the validation rows. */
  pairs: v.strictObject({ alike: Count, different: Count }),
  /** Null where there are pairs of one kind only. */
  equalError: v.nullable(EqualErrorFigures),
  area: v.nullable(Share),
  /** Ascending thresholds; empty where there are pairs of one kind only. */
  curve: v.array(ThresholdPoint),
  histogram: DistanceHistogram,
  /** Rows whose nearest known row is of their class, with Wilson's 95 % interval; null where none can be found. */
  identification: v.nullable(v.strictObject({ right: Count, rows: Count, low: Share, high: Share })),
  /** Pictures in which a face was looked for in vain, and taken whole; null where none was looked for. */
  focus: v.nullable(v.strictObject({ missed: Count, pictures: Count })),
  /** Who is taken for whom, the commonest first. */
  confused: v.array(v.strictObject({ actual: v.string(), found: v.string(), count: Count })),
})
export type MatchReport = v.InferOutput<typeof MatchReport>

/** A known row near one that was asked about. */
export const Neighbour = v.strictObject({
  label: v.string(),
  distance: Distance,
  /** Among the training rows, from 0. */
  row: Count,
})
export type Neighbour = v.InferOutput<typeof Neighbour>

export const MatchAnswer = v.strictObject({
  /** Of the nearest known row; null: unknown, nobody is near enough. */
  label: v.nullable(v.string()),
  /** To the nearest known row. */
  distance: v.nullable(Distance),
  /** The nearest first. */
  neighbours: v.array(Neighbour),
  /** The row that was asked about, then the neighbours, as the model sees them; null where they are no pictures. */
  pictures: v.nullable(PictureSheet),
})
export type MatchAnswer = v.InferOutput<typeof MatchAnswer>

/** How the sealed rows are identified at the threshold that validation chose; shares of the rows whose class is known. */
export const MatchedTest = v.strictObject({
  threshold: Distance,
  right: Share,
  wrong: Share,
  unknown: Share,
  equalError: v.nullable(Share),
})
export type MatchedTest = v.InferOutput<typeof MatchedTest>

/** @returns the point of the curve at a threshold: the last one that is not above it. */
export function pointAt(curve: readonly ThresholdPoint[], threshold: number): ThresholdPoint | undefined {
  return curve.findLast((point) => point.threshold <= threshold) ?? curve[0]
}

/** @returns the largest threshold that accepts no more pairs of two classes than this share. */
export function thresholdAt(curve: readonly ThresholdPoint[], falseAccept: number): number {
  return curve.findLast((point) => point.falseAccept <= falseAccept)?.threshold ?? 0
}
