/** @file What can be seen of a trained network from within: codes as a map, rows that it gives back or makes, rows that are strange to it. */
import * as v from 'valibot'

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const Size = v.pipe(v.number(), v.integer(), v.minValue(1))

/** Pictures one after the other, in one piece. */
export const PictureStrip = v.strictObject({
  count: Whole,
  height: Size,
  width: Size,
  /** 1 for grey, 3 for red, green and blue. */
  channels: v.picklist([1, 3]),
  /** Bytes [count, height, width, channels] as base64; 0 and 255 are the least and the greatest number of real rows. */
  base64: v.string(),
})
export type PictureStrip = v.InferOutput<typeof PictureStrip>

/** Rows as somebody can look at them: pictures where they are some, else figures in the units of their columns. */
export const ShownRows = v.strictObject({
  strip: v.nullable(PictureStrip),
  /** Of the figures; none where there are pictures, or too many. */
  names: v.array(v.string()),
  figures: v.array(v.array(v.number())),
})
export type ShownRows = v.InferOutput<typeof ShownRows>

/** How codes are laid out in the plane: principal components, or UMAP (McInnes, Healy and Melville 2018), which keeps neighbours together. */
export const MAP_METHODS = ['pca', 'umap'] as const
export const MapMethod = v.picklist(MAP_METHODS)
export type MapMethod = v.InferOutput<typeof MapMethod>

/** Rows on a map at most; more are left out evenly. */
export const MOST_MAPPED = 4000

/** A layer whose numbers may be mapped. */
export const InnerLayerWidth = v.strictObject({ id: v.string(), width: Size })

export const CodeMap = v.strictObject({
  method: MapMethod,
  /** Empty where rows are mapped as they are: the real and the made ones of a generator. */
  layer: v.string(),
  /** All that may be asked for. */
  layers: v.array(InnerLayerWidth),
  /** One a row of the validation part. */
  points: v.array(v.strictObject({ x: v.number(), y: v.number() })),
  /** The target of each row: a label, or a number in its units; null where there is none. */
  targets: v.array(v.nullable(v.union([v.string(), v.number()]))),
  labels: v.array(v.string()),
  /** Shares of the variance along both axes; null for another method than principal components. */
  explained: v.nullable(v.tuple([v.number(), v.number()])),
  /** The rows themselves, smaller where they would be too many points; null where they are no pictures. */
  strip: v.nullable(PictureStrip),
  /** Of the validation part. */
  rowCount: Whole,
})
export type CodeMap = v.InferOutput<typeof CodeMap>

/** Rows of the validation part, and what came back of them. */
export const Reconstructions = v.strictObject({
  real: ShownRows,
  /** As the network saw them, where it begins with noise. */
  noisy: v.nullable(ShownRows),
  made: ShownRows,
  /** Mean squared error of each, on the scale on which the network learns. */
  errors: v.array(v.number()),
})
export type Reconstructions = v.InferOutput<typeof Reconstructions>

/** How badly rows are given back: those beyond the threshold are unlike what the network knows. */
export const Anomalies = v.strictObject({
  /** Error that this share of the validation rows stays under. */
  share: v.number(),
  threshold: v.number(),
  parts: v.array(
    v.strictObject({
      part: v.picklist(['train', 'validation']),
      rows: Whole,
      beyond: Whole,
      /** Equal-width bins from `low` to `high`; the last one holds all that is beyond. */
      counts: v.array(Whole),
    }),
  ),
  low: v.number(),
  high: v.number(),
  /** The strangest first. */
  rows: v.array(
    v.strictObject({
      part: v.picklist(['train', 'validation']),
      /** Place in its part, from 0. */
      row: Whole,
      error: v.number(),
      target: v.nullable(v.union([v.string(), v.number()])),
    }),
  ),
  real: ShownRows,
  made: ShownRows,
})
export type Anomalies = v.InferOutput<typeof Anomalies>

/** Rows that a generator makes of points; one a point, in order. */
export const Generated = v.strictObject({ latentSize: Size, made: ShownRows })
export type Generated = v.InferOutput<typeof Generated>

/**
 * A way through the space of random numbers: from point to point along the sphere (Shoemake 1985), for points between two normal
 * ones lie nearer to the middle than any that the generator has seen; or along one axis through a point.
 */
export const LatentWay = v.variant('kind', [
  v.strictObject({
    kind: v.literal('points'),
    /** Of the random points, in order. */
    seeds: v.pipe(v.array(Whole), v.minLength(1), v.maxLength(12)),
    /** Steps from one to the next. */
    steps: v.pipe(Size, v.maxValue(32)),
  }),
  v.strictObject({
    kind: v.literal('axis'),
    seed: Whole,
    /** From 0. */
    axis: Whole,
    /** Standard deviations to either side. */
    reach: v.pipe(v.number(), v.minValue(0.5), v.maxValue(6)),
    steps: v.pipe(Size, v.maxValue(64)),
  }),
])
export type LatentWay = v.InferOutput<typeof LatentWay>

/** Points on a way at most. */
export const MOST_MADE = 400
