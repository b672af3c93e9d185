/** @file Derivatives of an example as formulas: of the loss by outputs of layers, and by weights. */
import { derivative, difference, fraction, number, product, sum, type Formula } from '../formula'
import { slopeOf } from './activationFormula'
import {
  derivativeOf,
  outputOf,
  readOf,
  shapeOfRead,
  weighed,
  weightOf,
  weightPlace,
  type RoundView,
  type Written,
} from './layerSteps'
import { LOSS, named, outputSymbol, predictionSymbol, targetSymbol, type Named } from './symbols'

export function lossBy(what: Formula): Formula {
  return derivative(LOSS, what)
}

/** The derivative of the loss by an element of a layer's output. */
function slopeAt(view: RoundView, place: number, index: number): Named {
  return named(lossBy(outputSymbol(view.example, place, index)), derivativeOf(view, place, index))
}

/** The last layer, told from the loss. */
function fromLoss(view: RoundView, place: number, unit: number): Written | null {
  const { example, round } = view
  const { loss, link, target } = example
  const count = round.prediction.length
  const [guess, truth] = [
    named(predictionSymbol(unit), round.prediction[unit]),
    named(targetSymbol(unit), target[unit]),
  ]
  const z = outputOf(view, place, unit)
  if (loss === 'crossEntropy') return both((pick) => difference(pick(guess), pick(truth)))
  if (loss === 'binaryCrossEntropy') {
    return both((pick) => scaled(difference(pick(guess), pick(truth)), count))
  }
  if (loss !== 'meanSquared') return null
  if (round.predictionDerivative.length === 0) {
    return both((pick) => product(fraction(number(2), number(count)), difference(pick(guess), pick(truth))))
  }
  const outer = named(lossBy(predictionSymbol(unit)), round.predictionDerivative[unit])
  return chained(outer, (pick) => slopeOf(link, pick(guess), pick(z)))
}

function scaled(formula: Formula, count: number): Formula {
  return count === 1 ? formula : product(fraction(number(1), number(count)), formula)
}

type Pick = (each: Named) => Formula

function both(write: (pick: Pick) => Formula): Written {
  return { formula: write(({ symbol }) => symbol), numbers: write(({ number: value }) => value) }
}

function chained(outer: Named, write: (pick: Pick) => Formula | null): Written | null {
  const names = write(({ symbol }) => symbol)
  const values = write(({ number: value }) => value)
  return names === null || values === null
    ? null
    : { formula: product(outer.symbol, names), numbers: product(outer.number, values) }
}

/** @returns the derivative of the loss by an element of a layer's output; null where there is no short formula. */
export function writeOutputDerivative(view: RoundView, place: number, index: number): Written | null {
  const { layers } = view.example
  if (place === layers.length - 1) return fromLoss(view, place, index)
  const readers = layers.flatMap(({ reads }, at) => (reads.includes(place) ? [at] : []))
  const [reader, ...others] = readers
  const layer = reader === undefined ? undefined : layers[reader]
  if (reader === undefined || !layer || others.length > 0) return null
  if (layer.spec.kind === 'activation') {
    const { activation } = layer.spec
    const [a, z] = [outputOf(view, reader, index), outputOf(view, place, index)]
    return chained(slopeAt(view, reader, index), (pick) => slopeOf(activation, pick(a), pick(z)))
  }
  if (layer.spec.kind !== 'dense' && layer.spec.kind !== 'output') return null
  const units = layer.shape.at(-1) ?? 1
  const features = layers[place]?.shape.at(-1) ?? 1
  const [row, feature] = [Math.floor(index / features), index % features]
  const kernel = weightPlace(view.example, reader, 'kernel')
  if (kernel < 0) return null
  return weighed(
    Array.from({ length: units }, (_, unit) => [
      slopeAt(view, reader, row * units + unit),
      weightOf(view, kernel, feature * units + unit),
    ]),
  )
}

/** By an element of a dense layer's kernel or bias; of other layers null. */
export function writeWeightDerivative(view: RoundView, weight: number, index: number): Written | null {
  const found = view.example.weights[weight]
  const layer = found && view.example.layers[found.layer]
  if (!found || !layer || (layer.spec.kind !== 'dense' && layer.spec.kind !== 'output')) return null
  const [read] = layer.reads
  const units = layer.shape.at(-1) ?? 1
  const rows = layer.shape.reduce((product, size) => product * size, 1) / units
  const isBias = found.name.endsWith('/bias')
  const unit = index % units
  const feature = Math.floor(index / units)
  const features = shapeOfRead(view, read).at(-1) ?? 1
  const written = weighed(
    Array.from({ length: rows }, (_, row) => [
      slopeAt(view, found.layer, row * units + unit),
      ...(isBias ? [] : [readOf(view, read, row * features + feature)]),
    ]),
  )
  return withPenalty(view, { weight, index, written })
}

interface Penalised {
  readonly weight: number
  readonly index: number
  readonly written: Written
}

/** 2·λ·w of the penalty on squares; that on sizes has a sign instead of a number. */
function withPenalty(view: RoundView, { weight, index, written }: Penalised): Written {
  const { l1 = 0, l2 = 0 } = view.example.weights[weight] ?? {}
  if (l1 === 0 && l2 === 0) return written
  const w = weightOf(view, weight, index)
  const add = (formula: Formula, pick: Pick): Formula =>
    sum(
      formula,
      ...(l2 > 0 ? [product(number(2), number(l2), pick(w))] : []),
      ...(l1 > 0 ? [product(number(l1), { kind: 'call', name: 'sign', of: [pick(w)] })] : []),
    )
  return {
    formula: add(written.formula, ({ symbol }) => symbol),
    numbers: written.numbers && add(written.numbers, ({ number: value }) => value),
  }
}
