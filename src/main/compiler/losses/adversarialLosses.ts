/** @file The game of two networks: what each of them makes small. Logits are [n, 1], high for rows taken for real. */
import type { DecidedLoss } from '../../../shared/domain/loss'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import { surprise } from './classLosses'

export type AdversarialLoss = Extract<DecidedLoss, 'crossEntropy' | 'mse' | 'hinge'>

interface Game {
  /** What the judge makes small: the mean over real and made rows. */
  readonly judge: (emit: Emit, real: Value, made: Value, smoothing: number) => Value
  /** What the maker makes small. */
  readonly maker: (emit: Emit, made: Value) => Value
}

const GAMES: Record<AdversarialLoss, Game> = {
  /** Goodfellow et al. 2014, section 3, in the form that does not saturate; real rows may be smoothed (Salimans et al. 2016). */
  crossEntropy: {
    judge: (emit, real, made, smoothing) =>
      half(emit, surprise(emit, real, emit.number(1 - smoothing)), emit.op('softplus', [made])),
    maker: (emit, made) => emit.op('mean', [surprise(emit, made, emit.number(1))]),
  },
  /** Mao et al. 2017, eq. 9. */
  mse: {
    judge: (emit, real, made) => half(emit, square(emit, fromOne(emit, real)), square(emit, made)),
    maker: (emit, made) => emit.op('mean', [square(emit, fromOne(emit, made))]),
  },
  /** Lim and Ye 2017. */
  hinge: {
    judge: (emit, real, made) => {
      const missing = emit.op('relu', [fromOne(emit, real)])
      return half(emit, missing, emit.op('relu', [emit.op('add', [emit.number(1), made])]))
    },
    maker: (emit, made) => emit.op('multiply', [emit.op('mean', [made]), emit.number(-1)]),
  },
}

export function gameOf(loss: DecidedLoss): Game {
  const games: Record<string, Game> = GAMES
  return games[loss] ?? GAMES.crossEntropy
}

function fromOne(emit: Emit, x: Value): Value {
  return emit.op('subtract', [emit.number(1), x])
}

function square(emit: Emit, x: Value): Value {
  return emit.op('multiply', [x, x])
}

/** Half of the sum of the means. */
function half(emit: Emit, left: Value, right: Value): Value {
  const sum = emit.op('add', [emit.op('mean', [left]), emit.op('mean', [right])])
  return emit.op('multiply', [sum, emit.number(0.5)])
}
