/** @file How the numbers of an example are called in its formulas. */
import type { Example, ExampleLayer } from '../domain/example'
import { number, symbol, type Formula } from '../formula'

/** An element of a tensor: its symbol, and its number. */
export interface Named {
  readonly symbol: Formula
  readonly number: Formula
  readonly value: number
}

export function named(what: Formula, value: number | undefined): Named {
  const known = value ?? Number.NaN
  return { symbol: what, number: number(known), value: known }
}

/** Only the weighted layers and inputs count, so that a sum and what becomes of it have one number. */
export function layerNumbers({ layers }: Pick<Example, 'layers'>): readonly number[] {
  let last = 0
  return layers.map(({ part }) => {
    if (part !== 'activation') last += 1
    return last
  })
}

/** `z` for sums, `a` for what becomes of them, `h` for a state, `y` for anything else. */
export function letterOf({ part, spec }: ExampleLayer): string {
  if (part === 'sum' || spec.kind === 'output') return 'z'
  if (spec.kind === 'simpleRnn' || spec.kind === 'gru' || spec.kind === 'lstm') return 'h'
  return 'a'
}

/** Counted from 1, an index an axis. */
export function placeText(index: number, shape: readonly number[]): string {
  let rest = index
  const places = shape
    .toReversed()
    .map((size) => {
      const here = rest % size
      rest = Math.floor(rest / size)
      return here + 1
    })
    .reverse()
  return places.every((place) => place < 10) ? places.join('') : places.join(',')
}

export function outputSymbol(example: Example, place: number, index: number): Formula {
  const layer = example.layers[place]
  if (!layer) return symbol('?')
  const at = layerNumbers(example)[place] ?? 0
  return symbol(letterOf(layer), placeText(index, layer.shape), `(${at})`)
}

/** An element of what a layer reads: of another layer, or of an input. */
export function readSymbol(example: Example, read: number | string, index: number): Formula {
  if (typeof read === 'number') return outputSymbol(example, read, index)
  const input = example.inputs.find(({ name }) => name === read)
  const name = example.inputs.length > 1 ? read : 'x'
  return symbol(name, placeText(index, input?.shape ?? [1]))
}

const LETTERS: Readonly<Record<string, string>> = {
  kernel: 'w',
  bias: 'b',
  recurrentKernel: 'u',
  scale: 'γ',
  center: 'β',
  alpha: 'α',
  mean: 'μ',
  variance: 'v',
}

export function weightSymbol(example: Example, weight: number, index: number): Formula {
  const found = example.weights[weight]
  if (!found) return symbol('?')
  const tensor = found.name.slice(found.name.lastIndexOf('/') + 1)
  const at = layerNumbers(example)[found.layer] ?? 0
  return symbol(LETTERS[tensor] ?? tensor, placeText(index, found.shape), `(${at})`)
}

export const LOSS = symbol('L')
export const RATE = symbol('η')
export const predictionSymbol = (unit: number): Formula => symbol('ŷ', String(unit + 1))
export const targetSymbol = (unit: number): Formula => symbol('y', String(unit + 1))
