/**
 * @file Losses of an embedding: rows of one class shall lie near each other, rows of two far apart. Rows are directions z of length
 * 1, S = Z·Zᵀ their cosines, D = √(2 − 2S) their distances. A batch without two rows of a class, or with one class only, has nothing to say
 * where a loss needs pairs: its loss is 0.
 */
import type { DecidedLoss } from '../../../shared/domain/loss'
import { invariant } from '../../../shared/errors/appError'
import type { Value } from '../graph/graph'
import type { Head, LossSettings } from '../layers/head'
import type { Emit } from '../ops/op'
import { addDirections } from './directions'

export type EmbeddingLoss = Extract<
  DecidedLoss,
  'supervisedContrastive' | 'contrastive' | 'triplet' | 'cosFace' | 'arcFace'
>

export interface EmbeddingLossInputs {
  /** [n, e], of any length. */
  readonly logits: Value
  /** Class numbers [n]. */
  readonly targets: Value
  /** [classes, e], of any length. */
  readonly proxies?: Value
}

interface LossContext extends EmbeddingLossInputs {
  readonly emit: Emit
  /** [n, e], of length 1. */
  readonly rows: Value
  readonly classCount: number
  readonly settings: LossSettings
}

const RULES: Record<EmbeddingLoss, (context: LossContext) => Value> = {
  supervisedContrastive,
  contrastive,
  triplet,
  cosFace: (context) => proxyLoss(context, cosineMargin),
  arcFace: (context) => proxyLoss(context, angleMargin),
}

/** @returns a scalar */
export function addEmbeddingLoss(emit: Emit, head: Head, inputs: EmbeddingLossInputs): Value {
  const rules: Record<string, (context: LossContext) => Value> = RULES
  const rule = rules[head.loss] ?? supervisedContrastive
  const rows = addDirections(emit, inputs.logits)
  return rule({ emit, ...inputs, rows, classCount: head.classCount, settings: head.settings })
}

/** Of a distance, so that its root has a slope where rows are alike. */
const LEAST_SQUARE = 1e-7
/** Far below every cosine, whatever it is divided by. */
const NEVER = -1e5

/**
 * Khosla et al. 2020, eq. 2: the mean over the rows i with others of their class P(i) of
 * −1/|P(i)| · Σ over p in P(i) of log(e^(Sᵢₚ/τ) / Σ over a ≠ i of e^(Sᵢₐ/τ)).
 */
function supervisedContrastive(context: LossContext): Value {
  const { emit, settings } = context
  const { similarity, alike, self } = pairsOf(context)
  const scaled = emit.op('multiply', [similarity, emit.number(1 / settings.temperature)])
  const others = emit.op('add', [scaled, emit.op('multiply', [self, emit.number(NEVER)])])
  const surprise = emit.op('multiply', [emit.op('logSoftmax', [others]), emit.number(-1)])
  const counts = rowSums(emit, alike)
  const ofRows = emit.op('multiply', [
    rowSums(emit, emit.op('multiply', [alike, surprise])),
    reciprocal(emit, counts),
  ])
  return share(emit, total(emit, ofRows), total(emit, emit.op('step', [counts])))
}

/**
 * Hadsell et al. 2006, eq. 4: ½D² for two rows of a class, ½max(0, m − D)² for two of different classes. Of the pairs of a batch few
 * are alike: the mean over those and the mean over the others are added.
 */
function contrastive(context: LossContext): Value {
  const { emit, settings } = context
  const { similarity, alike, different } = pairsOf(context)
  const distances = distancesOf(emit, similarity)
  const half = (x: Value): Value => emit.op('multiply', [emit.op('multiply', [x, x]), emit.number(0.5)])
  const missing = emit.op('relu', [emit.op('subtract', [emit.number(settings.margin), distances])])
  const meanOf = (pairs: Value, costs: Value): Value =>
    share(emit, total(emit, emit.op('multiply', [pairs, costs])), total(emit, pairs))
  return emit.op('add', [meanOf(alike, half(distances)), meanOf(different, half(missing))])
}

/** max(0, D to a row of the class + m − D to a row of another), the mean over the triplets that are looked at; see `tripletCounts`. */
function triplet(context: LossContext): Value {
  const { emit, settings } = context
  const { margin, tripletMining: mining } = settings
  const { similarity, alike, different } = pairsOf(context)
  const distances = distancesOf(emit, similarity)
  const counts = emit.op('tripletCounts', [distances, alike, different], { margin, mining })
  const violated = emit.op('add', [distances, emit.op('multiply', [alike, emit.number(margin)])])
  const hasOther = emit.op('step', [rowSums(emit, different)])
  const own = rowSums(emit, alike)
  const triplets = emit.op('multiply', [hasOther, mining === 'hard' ? emit.op('step', [own]) : own])
  return share(emit, total(emit, emit.op('multiply', [counts, violated])), total(emit, triplets))
}

/** Cross-entropy of cosines with a direction a class, that of the own class made smaller: s · (cos θ − how much). */
function proxyLoss(
  { emit, rows, proxies, targets, classCount, settings }: LossContext,
  withMargin: (emit: Emit, cosines: Value, margin: number) => Value,
): Value {
  invariant(proxies, 'a loss of proxies is given some')
  const cosines = emit.op('matMul', [rows, addDirections(emit, proxies)], {
    ...{ transposeA: false, transposeB: true },
  })
  const own = emit.op('oneHot', [targets], { depth: classCount })
  const less = emit.op('subtract', [withMargin(emit, cosines, settings.margin), cosines])
  const moved = emit.op('add', [cosines, emit.op('multiply', [own, less])])
  const scaled = emit.op('multiply', [moved, emit.number(settings.proxyScale)])
  return emit.op('softmaxCrossEntropy', [scaled, targets])
}

/** Wang et al. 2018, eq. 4: cos θ − m. */
function cosineMargin(emit: Emit, cosines: Value, margin: number): Value {
  return emit.op('subtract', [cosines, emit.number(margin)])
}

/**
 * Deng et al. 2019, eq. 3: cos(θ + m) = cos θ · cos m − sin θ · sin m; where θ + m would pass π, cos θ − m · sin m, which
 * goes on falling.
 */
function angleMargin(emit: Emit, cosines: Value, margin: number): Value {
  const square = emit.op('relu', [
    emit.op('subtract', [emit.number(1), emit.op('multiply', [cosines, cosines])]),
  ])
  const sines = emit.op('power', [emit.op('add', [square, emit.number(LEAST_SQUARE)])], { exponent: 0.5 })
  const turned = emit.op('subtract', [
    emit.op('multiply', [cosines, emit.number(Math.cos(margin))]),
    emit.op('multiply', [sines, emit.number(Math.sin(margin))]),
  ])
  const further = emit.op('subtract', [cosines, emit.number(margin * Math.sin(margin))])
  const isWithin = emit.op('step', [emit.op('add', [cosines, emit.number(Math.cos(margin))])])
  const difference = emit.op('multiply', [isWithin, emit.op('subtract', [turned, further])])
  return emit.op('add', [further, difference])
}

interface Pairs {
  /** [n, n]: cosines. */
  readonly similarity: Value
  /** [n, n]: 1 for two rows of a class, but not for a row and itself. */
  readonly alike: Value
  readonly different: Value
  readonly self: Value
}

function pairsOf({ emit, rows, targets, classCount }: LossContext): Pairs {
  const withEachOther = { transposeA: false, transposeB: true }
  const similarity = emit.op('matMul', [rows, rows], withEachOther)
  const classes = emit.op('oneHot', [targets], { depth: classCount })
  const same = emit.op('matMul', [classes, classes], withEachOther)
  const self = emit.op('identityLike', [same])
  return {
    similarity,
    alike: emit.op('subtract', [same, self]),
    different: emit.op('subtract', [emit.number(1), same]),
    self,
  }
}

function distancesOf(emit: Emit, similarity: Value): Value {
  const squares = emit.op('subtract', [emit.number(2), emit.op('multiply', [similarity, emit.number(2)])])
  const kept = emit.op('add', [emit.op('relu', [squares]), emit.number(LEAST_SQUARE)])
  return emit.op('power', [kept], { exponent: 0.5 })
}

function rowSums(emit: Emit, x: Value): Value {
  return emit.op('sumTo', [x], { shape: [x.type.shape[0] ?? 'batch', 1] })
}

function total(emit: Emit, x: Value): Value {
  return emit.op('sumTo', [x], { shape: [] })
}

/** 1 / x for counts, and 1 for none: what is divided by it is 0 then. */
function reciprocal(emit: Emit, counts: Value): Value {
  const none = emit.op('subtract', [emit.number(1), emit.op('step', [counts])])
  return emit.op('power', [emit.op('add', [counts, none])], { exponent: -1 })
}

function share(emit: Emit, part: Value, counts: Value): Value {
  return emit.op('multiply', [part, reciprocal(emit, counts)])
}
