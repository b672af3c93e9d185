/** @file A round of an example as steps to go through one by one: forward, loss, backward, update. */
import type { Example } from '../domain/example'
import { call, difference, fraction, number, power, product, sum, type Formula } from '../formula'
import { activationOf } from './activationFormula'
import { lossBy, writeOutputDerivative, writeWeightDerivative } from './backwardFormula'
import { kindOfLayer, outputOf, writeOutput, type RoundView, type Written } from './layerSteps'
import type { ExampleStep, StepLine } from './step'
import { LOSS, named, outputSymbol, predictionSymbol, targetSymbol, weightSymbol } from './symbols'
import { writeUpdate } from './updateFormula'

/** So many units have a step each. */
const MOST_UNITS = 4
/** So many lines has a step that stands for many. */
const SHOWN = 3
const MOST_LINES = 9

/** @param at place of the round, from 0 */
export function describeRound(example: Example, at: number): ExampleStep[] {
  const round = example.rounds[at]
  if (!round) return []
  const view: RoundView = { example, round }
  const earlier = example.rounds[at - 1]
  const before = earlier ? { example, round: earlier } : null
  return [
    ...example.layers.flatMap((_, place) => forwardSteps(view, place)),
    predictionStep(view),
    lossStep(view),
    ...predictionDerivativeSteps(view),
    ...example.layers
      .map((_, place) => place)
      .reverse()
      .flatMap((place) => backwardSteps(view, place)),
    ...example.weights.map((_, weight) => updateStep(view, weight, before)),
  ].filter(({ lines }) => lines.length > 0)
}

type Common = Pick<ExampleStep, 'phase' | 'kind' | 'layer' | 'place' | 'tensor'>

/** A step a unit where there are few, else one with the first of them. */
function stepsOf(common: Common, count: number, write: (index: number) => StepLine): ExampleStep[] {
  if (count <= MOST_UNITS) {
    return Array.from({ length: count }, (_, unit) => ({ ...common, unit, lines: [write(unit)], further: 0 }))
  }
  const lines = Array.from({ length: SHOWN }, (_, index) => write(index))
  return [{ ...common, unit: null, lines, further: count - SHOWN }]
}

function toLine(left: Formula, value: number | undefined, written: Written | null): StepLine {
  return {
    left,
    formula: written?.formula ?? left,
    numbers: written?.numbers ?? null,
    value: value ?? Number.NaN,
  }
}

function forwardSteps(view: RoundView, place: number): ExampleStep[] {
  const layer = view.example.layers[place]
  if (!layer || layer.spec.kind === 'input') return []
  const common: Common = {
    ...{ phase: 'forward', kind: kindOfLayer(layer), layer: layer.name, place },
    tensor: { of: 'output', index: place },
  }
  return stepsOf(common, view.round.outputs[place]?.length ?? 0, (index) =>
    toLine(
      outputSymbol(view.example, place, index),
      outputOf(view, place, index).value,
      writeOutput(view, place, index),
    ),
  )
}

const whole = { layer: '', unit: null, further: 0, tensor: null } as const

function predictionStep(view: RoundView): ExampleStep {
  const { example, round } = view
  const place = example.layers.length - 1
  const lines = round.prediction.slice(0, MOST_LINES).map((value, unit) => {
    const z = outputOf(view, place, unit)
    return toLine(predictionSymbol(unit), value, linkOf(view, { z, place }))
  })
  return {
    ...whole,
    phase: 'forward',
    kind: 'prediction',
    place,
    lines,
    further: round.prediction.length - lines.length,
  }
}

function linkOf(
  { example, round }: RoundView,
  { z, place }: { z: ReturnType<typeof named>; place: number },
): Written | null {
  if (example.link === 'softmax') {
    const all = (round.outputs[place] ?? []).map((value, unit) =>
      named(outputSymbol(example, place, unit), value),
    )
    const share = (pick: (each: typeof z) => Formula): Formula =>
      fraction(call('exp', pick(z)), sum(...all.map((each) => call('exp', pick(each)))))
    return { formula: share((each) => each.symbol), numbers: share((each) => each.number) }
  }
  const formula = activationOf(example.link, z.symbol)
  return formula && { formula, numbers: activationOf(example.link, z.number) }
}

function lossStep(view: RoundView): ExampleStep {
  const { round, example } = view
  const isPenalised = example.weights.some(({ l1, l2 }) => l1 > 0 || l2 > 0)
  const written = isPenalised ? null : lossFormula(view)
  const lines = [toLine(LOSS, round.loss, written)]
  return { ...whole, phase: 'loss', kind: 'loss', place: example.layers.length - 1, lines }
}

function lossFormula({ example, round }: RoundView): Written | null {
  const { loss, target } = example
  const pairs = round.prediction.map((value, unit) => ({
    guess: named(predictionSymbol(unit), value),
    truth: named(targetSymbol(unit), target[unit]),
  }))
  type Pick = (each: ReturnType<typeof named>) => Formula
  const minus = (of: Formula): Formula => product(number(-1), of)
  const rows = (pick: Pick): Formula[] => {
    if (loss === 'meanSquared')
      return pairs.map(({ guess, truth }) => power(difference(pick(truth), pick(guess)), number(2)))
    if (loss === 'crossEntropy')
      return pairs.filter(({ truth }) => truth.value === 1).map(({ guess }) => minus(call('ln', pick(guess))))
    const one = number(1)
    return pairs.map(({ guess, truth }) =>
      minus(
        sum(
          product(pick(truth), call('ln', pick(guess))),
          product(difference(one, pick(truth)), call('ln', difference(one, pick(guess)))),
        ),
      ),
    )
  }
  if (loss === 'other' || pairs.length > MOST_LINES) return null
  const count = loss === 'crossEntropy' ? 1 : pairs.length
  const mean = (pick: Pick): Formula => {
    const terms = rows(pick)
    const [only = number(0)] = terms
    const total = terms.length === 1 ? only : sum(...terms)
    return count === 1 ? total : product(fraction(number(1), number(count)), total)
  }
  return { formula: mean(({ symbol }) => symbol), numbers: mean(({ number: value }) => value) }
}

function predictionDerivativeSteps(view: RoundView): ExampleStep[] {
  const { example, round } = view
  const count = round.predictionDerivative.length
  if (count === 0) return []
  const common: Common = {
    ...{
      phase: 'backward',
      kind: 'predictionDerivative',
      layer: '',
      place: example.layers.length - 1,
      tensor: null,
    },
  }
  return stepsOf(common, count, (unit) => {
    const [guess, truth] = [
      named(predictionSymbol(unit), round.prediction[unit]),
      named(targetSymbol(unit), example.target[unit]),
    ]
    const slope = (pick: (each: typeof guess) => Formula): Formula =>
      product(fraction(number(2), number(count)), difference(pick(guess), pick(truth)))
    const written =
      example.loss === 'meanSquared'
        ? { formula: slope(({ symbol }) => symbol), numbers: slope(({ number: value }) => value) }
        : null
    return toLine(lossBy(predictionSymbol(unit)), round.predictionDerivative[unit], written)
  })
}

/** First by what the layer gives, then by its weights. */
function backwardSteps(view: RoundView, place: number): ExampleStep[] {
  const { example, round } = view
  const layer = example.layers[place]
  if (!layer || layer.spec.kind === 'input') return []
  const common: Common = {
    ...{ phase: 'backward', kind: 'outputDerivative', layer: layer.name, place },
    tensor: { of: 'outputDerivative', index: place },
  }
  const values = round.outputDerivatives[place] ?? []
  const outputs = stepsOf(common, values.length, (index) =>
    toLine(
      lossBy(outputSymbol(example, place, index)),
      values[index],
      writeOutputDerivative(view, place, index),
    ),
  )
  const weights = example.weights.flatMap((weight, index) =>
    weight.layer === place ? [weightStep(view, index)] : [],
  )
  return [...outputs, ...weights]
}

function weightStep(view: RoundView, weight: number): ExampleStep {
  const { example, round } = view
  const place = example.weights[weight]?.layer ?? 0
  const values = round.derivatives[weight] ?? []
  const count = values.length <= MOST_LINES ? values.length : SHOWN
  const lines = values
    .slice(0, count)
    .map((value, index) =>
      toLine(lossBy(weightSymbol(example, weight, index)), value, writeWeightDerivative(view, weight, index)),
    )
  return {
    ...{
      phase: 'backward',
      kind: 'weightDerivative',
      layer: example.layers[place]?.name ?? '',
      place,
      unit: null,
    },
    ...{ lines, further: values.length - count, tensor: { of: 'derivative', index: weight } },
  }
}

function updateStep(view: RoundView, weight: number, before: RoundView | null): ExampleStep {
  const { example, round } = view
  const found = example.weights[weight]
  const place = found?.layer ?? 0
  const values = round.after[weight] ?? []
  if (found?.isTrained !== true) return { ...whole, phase: 'update', kind: 'weightUpdate', place, lines: [] }
  const perWeight = example.training.optimizer === 'sgd' ? MOST_LINES : SHOWN
  const count = Math.min(values.length, perWeight)
  const lines = Array.from({ length: count }, (_, index) =>
    writeUpdate(view, { weight, index }, before),
  ).flat()
  return {
    ...{ phase: 'update', kind: 'weightUpdate', layer: example.layers[place]?.name ?? '', place, unit: null },
    ...{ lines, further: values.length - count, tensor: { of: 'after', index: weight } },
  }
}
