/** @file Figures of an embedding: whether rows are found by their neighbours, and whether pairs are told apart. */
import type { MetricValues } from '../../../shared/domain/metric'
import { identifyPart } from '../matching/identify'
import { spreadVectors, toVectors } from '../matching/vectors'
import { equalError, errorCurve, pairUp, verificationArea } from '../matching/verification'
import type { Evaluation } from '../types'

/** Rows of one part with what the model makes of them. */
export interface EmbeddedRows {
  readonly evaluation: Evaluation
  readonly y: Float32Array
}

/** Rows that are looked for after an epoch, and rows among which: of more, evenly spaced ones stand for all. */
const MOST_QUERIES = 1000
const MOST_GALLERY = 4000

/** @param gallery the training rows; null for themselves: each is looked for among the others */
export function measureEmbedding(
  { evaluation, y }: EmbeddedRows,
  gallery: EmbeddedRows | null,
): MetricValues {
  const part = toVectors(evaluation.predictions, y)
  const known = gallery === null ? null : toVectors(gallery.evaluation.predictions, gallery.y)
  const found = identifyPart(
    spreadVectors(part, known === null ? MOST_GALLERY : MOST_QUERIES),
    known === null ? null : spreadVectors(known, MOST_GALLERY),
  )
  const shareOf = (count: number): number | undefined =>
    found.length === 0 ? undefined : count / found.length
  const curve = errorCurve(pairUp(part))
  const figures = {
    loss: evaluation.loss,
    identification: shareOf(found.filter(({ found: label, actual }) => label === actual).length),
    top3Accuracy: shareOf(found.filter(({ rank }) => rank < 3).length),
    equalErrorRate: equalError(curve)?.rate,
    verificationAuc: verificationArea(curve),
  }
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))
}
