/** @file What a fitted recipe is made of: a closed set of small transforms, done in order on named columns. */
import * as v from 'valibot'
import * as figures from './figures'
import * as past from './past'
import * as pictures from './pictures'
import * as texts from './texts'

const PRIMITIVES = [
  figures.Fill,
  figures.Indicator,
  figures.Affine,
  figures.Clip,
  figures.Curve,
  figures.Power,
  figures.Quantile,
  figures.Products,
  figures.Bins,
  figures.Spread,
  figures.Project,
  figures.UnitNorm,
  figures.Neighbours,
  figures.Calendar,
  figures.Drop,
  past.Lag,
  past.Rolling,
  past.Difference,
  texts.FillText,
  texts.Lookup,
  texts.Tokens,
  texts.Tfidf,
  pictures.Picture,
] as const

export const Primitive = v.variant('kind', PRIMITIVES)
export type Primitive = v.InferOutput<typeof Primitive>
export type PrimitiveKind = Primitive['kind']
export type PrimitiveOf<Kind extends PrimitiveKind> = Extract<Primitive, { kind: Kind }>

const PAST_KINDS = ['lag', 'rolling', 'difference'] as const
/** Primitives that look at earlier rows: no model that sees one row or window can do them. */
export type PastKind = (typeof PAST_KINDS)[number]

export function isPast(primitive: Primitive): primitive is PrimitiveOf<PastKind> {
  return (PAST_KINDS as readonly string[]).includes(primitive.kind)
}
