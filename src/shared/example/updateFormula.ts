/** @file A step of the optimizer as formulas of one weight. */
import type { Example } from '../domain/example'
import { difference, fraction, number, power, product, root, sum, symbol, type Formula } from '../formula'
import { lossBy } from './backwardFormula'
import { weightOf, type RoundView } from './layerSteps'
import { RATE, named, weightSymbol, type Named } from './symbols'
import type { StepLine } from './step'

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-7

type Pick = (each: Named) => Formula

function line(left: Formula, value: number | undefined, write: (pick: Pick) => Formula): StepLine {
  return {
    left,
    formula: write(({ symbol: name }) => name),
    numbers: write(({ number: known }) => known),
    value: value ?? Number.NaN,
  }
}

/** @param step which of the rounds, from 1. @param before slots of the round before, none in the first */
export function writeUpdate(
  view: RoundView,
  at: { weight: number; index: number },
  before: RoundView | null,
): StepLine[] {
  const { example, round } = view
  const { weight, index } = at
  const w = weightOf(view, weight, index)
  const g = named(lossBy(weightSymbol(example, weight, index)), round.derivatives[weight]?.[index])
  const rate = named(RATE, example.training.learningRate)
  const next = round.after[weight]?.[index]
  const slot = (place: number): Named =>
    named(symbol(place === 0 ? 'm' : 'v', 'new'), round.slots[place]?.[weight]?.[index])
  const old = (place: number): Named =>
    named(symbol(place === 0 ? 'm' : 'v'), before?.round.slots[place]?.[weight]?.[index] ?? 0)
  const made = symbol('w', 'new')
  // Behind the step such weights are shortened together, which no formula of one of them tells.
  if ((example.weights[weight]?.maxNorm ?? 0) > 0) {
    return [{ left: made, formula: symbol('w', 'short'), numbers: null, value: next ?? Number.NaN }]
  }
  if (example.training.optimizer === 'sgd') {
    return [line(made, next, (pick) => difference(pick(w), product(pick(rate), pick(g))))]
  }
  if (example.training.optimizer === 'momentum') {
    const share = named(symbol('μ'), example.training.momentum)
    const m = slot(0)
    return [
      line(m.symbol, m.value, (pick) =>
        sum(product(pick(share), pick(old(0))), product(pick(rate), pick(g))),
      ),
      line(made, next, (pick) => difference(pick(w), pick(m))),
    ]
  }
  return adamLines({
    w,
    g,
    rate,
    m: slot(0),
    v: slot(1),
    oldM: old(0),
    oldV: old(1),
    made,
    next,
    step: stepOf(example, view),
  })
}

function stepOf({ rounds }: Example, { round }: RoundView): number {
  return rounds.indexOf(round) + 1
}

interface AdamParts {
  readonly w: Named
  readonly g: Named
  readonly rate: Named
  readonly m: Named
  readonly v: Named
  readonly oldM: Named
  readonly oldV: Named
  readonly made: Formula
  readonly next: number | undefined
  readonly step: number
}

/** Kingma and Ba 2015, in the form at the end of their section 2. */
function adamLines({ w, g, rate, m, v, oldM, oldV, made, next, step }: AdamParts): StepLine[] {
  const corrected = root(difference(number(1), power(number(BETA2), number(step))))
  const share = fraction(corrected, difference(number(1), power(number(BETA1), number(step))))
  return [
    line(m.symbol, m.value, (pick) =>
      sum(product(number(BETA1), pick(oldM)), product(difference(number(1), number(BETA1)), pick(g))),
    ),
    line(v.symbol, v.value, (pick) =>
      sum(
        product(number(BETA2), pick(oldV)),
        product(difference(number(1), number(BETA2)), power(pick(g), number(2))),
      ),
    ),
    line(made, next, (pick) =>
      difference(pick(w), product(pick(rate), share, fraction(pick(m), sum(root(pick(v)), number(EPSILON))))),
    ),
  ]
}
