/** @file Losses of classes, row by row, from logits. */
import type { DecidedLoss } from '../../../shared/domain/loss'
import type { Value } from '../graph/graph'
import type { Head, LossSettings } from '../layers/head'
import type { Emit } from '../ops/op'

export type ClassLoss = Extract<DecidedLoss, 'crossEntropy' | 'klDivergence' | 'focal' | 'hinge'>

interface RowContext {
  readonly emit: Emit
  /** [n, 1] for two classes, else [n, c]. */
  readonly logits: Value
  /** Zeros and ones of the shape of the logits, or shares of the classes. */
  readonly truth: Value
  readonly settings: LossSettings
}

type RowRule = (context: RowContext) => Value

/** Keras keeps probabilities this far from 0 and 1. */
const EPSILON = 1e-7

/** [n, 1]: softplus(z) − y·z for two classes, −Σ y·log softmax for many; y smoothed as Keras smooths it. */
const BINARY: Record<ClassLoss, RowRule> = {
  crossEntropy: ({ emit, logits, truth, settings }) =>
    surprise(emit, logits, smooth(emit, truth, { share: settings.labelSmoothing, classes: 2 })),
  klDivergence: (context) => sinceCertain(context, BINARY.crossEntropy(context), 2),
  focal: ({ emit, logits, truth, settings }) =>
    focus(emit, surprise(emit, logits, truth), settings.focalGamma),
  hinge: ({ emit, logits, truth }) => {
    const sign = emit.op('subtract', [emit.op('multiply', [truth, emit.number(2)]), emit.number(1)])
    return emit.op('relu', [emit.op('subtract', [emit.number(1), emit.op('multiply', [sign, logits])])])
  },
}

const MANY: Record<ClassLoss, RowRule> = {
  crossEntropy: ({ emit, logits, truth, settings }) => {
    const classes = Number(logits.type.shape[1])
    const target = smooth(emit, truth, { share: settings.labelSmoothing, classes })
    return negate(emit, pick(emit, target, emit.op('logSoftmax', [logits])))
  },
  klDivergence: (context) =>
    sinceCertain(context, MANY.crossEntropy(context), Number(context.logits.type.shape[1])),
  focal: ({ emit, logits, truth, settings }) => {
    const surprised = negate(emit, pick(emit, truth, emit.op('logSoftmax', [logits])))
    return focus(emit, surprised, settings.focalGamma)
  },
  /** Crammer and Singer 2001, as Keras has it: a rival counts from 0 on. */
  hinge: ({ emit, logits, truth }) => {
    const others = emit.op('multiply', [emit.op('subtract', [emit.number(1), truth]), logits])
    const lead = emit.op('subtract', [emit.op('rowMax', [others]), pick(emit, truth, logits)])
    return emit.op('relu', [emit.op('add', [lead, emit.number(1)])])
  },
}

export interface ClassLossInputs {
  readonly logits: Value
  /** Class indices [n], or shares of the classes in the shape of the logits. */
  readonly targets: Value
  /** A number a class that the loss of its rows is multiplied with; null for none. */
  readonly classWeights: Value | null
}

/** @returns [n, 1], the loss of every row. */
export function classRows(
  emit: Emit,
  { goal, loss, settings }: Head,
  { logits, targets, classWeights }: ClassLossInputs,
): Value {
  const isBinary = goal === 'binary'
  const truth =
    isBinary || targets.type.element === 'float32'
      ? targets
      : emit.op('oneHot', [targets], { depth: Number(logits.type.shape[1]) })
  const rules: Record<string, RowRule> = isBinary ? BINARY : MANY
  const rule = rules[loss] ?? (isBinary ? BINARY : MANY).crossEntropy
  const rows = rule({ emit, logits, truth, settings })
  if (classWeights === null) return rows
  const weights = isBinary ? weightOfTwo(emit, truth, classWeights) : pick(emit, truth, classWeights)
  return emit.op('multiply', [rows, weights])
}

/** w₀ + y(w₁ − w₀) */
function weightOfTwo(emit: Emit, truth: Value, classWeights: Value): Value {
  const [first = classWeights, second = classWeights] = emit.node('unpack', [classWeights], {
    shapes: [[1], [1]],
  })
  return emit.op('add', [emit.op('multiply', [truth, emit.op('subtract', [second, first])]), first])
}

/** Kullback and Leibler 1951: Σ q log(q/p), cross-entropy less what smoothing alone makes uncertain, −Σ q log q. */
function sinceCertain({ emit, settings }: RowContext, crossEntropy: Value, classes: number): Value {
  const other = settings.labelSmoothing / classes
  if (other === 0) return crossEntropy
  const truth = 1 - settings.labelSmoothing + other
  const uncertainty = -truth * Math.log(truth) - (classes - 1) * other * Math.log(other)
  return emit.op('subtract', [crossEntropy, emit.number(uncertainty)])
}

/** @returns softplus(z) − y·z: −log of the probability of the truth, of every logit z on its own. */
export function surprise(emit: Emit, logits: Value, target: Value): Value {
  return emit.op('subtract', [emit.op('softplus', [logits]), emit.op('multiply', [target, logits])])
}

/** (1 − p)^γ · −log p, p the probability of the true class (Lin et al. 2017, without their α). */
function focus(emit: Emit, surprised: Value, gamma: number): Value {
  const chance = emit.op('exp', [negate(emit, surprised)])
  const doubt = emit.op('subtract', [emit.number(1 + EPSILON), chance])
  return emit.op('multiply', [emit.op('power', [doubt], { exponent: gamma }), surprised])
}

function smooth(
  emit: Emit,
  truth: Value,
  { share, classes }: { readonly share: number; readonly classes: number },
): Value {
  if (share === 0) return truth
  const kept = emit.op('multiply', [truth, emit.number(1 - share)])
  return emit.op('add', [kept, emit.number(share / classes)])
}

/** [n, 1]: Σ share · value of every row. */
function pick(emit: Emit, shares: Value, values: Value): Value {
  const [rows = 'batch'] = shares.type.shape
  return emit.op('sumTo', [emit.op('multiply', [shares, values])], { shape: [rows, 1] })
}

function negate(emit: Emit, x: Value): Value {
  return emit.op('multiply', [x, emit.number(-1)])
}
