/** @file The forward pass of one layer as formulas: a rule for each kind that has a short one. */
import type { Example, ExampleLayer, ExampleRound } from '../domain/example'
import type { LayerSpec } from '../domain/modelSpec'
import { call, DOTS, product, sum, symbol, type Formula } from '../formula'
import { activationOf, anyActivation } from './activationFormula'
import type { StepKind } from './step'
import { named, outputSymbol, readSymbol, weightSymbol, type Named } from './symbols'
import { placesSeen } from './windows'

/** A round of an example, and the numbers of its parts by name. */
export interface RoundView {
  readonly example: Example
  readonly round: ExampleRound
}

/** Terms of a sum that are written out; of more, the last ones are left out. */
const MOST_TERMS = 9

export interface Written {
  readonly formula: Formula
  /** Null where not every number is in it. */
  readonly numbers: Formula | null
}

export function outputOf({ example, round }: RoundView, place: number, index: number): Named {
  return named(outputSymbol(example, place, index), round.outputs[place]?.[index])
}

export function derivativeOf({ round }: RoundView, place: number, index: number): number | undefined {
  return round.outputDerivatives[place]?.[index]
}

/** An element of what a layer reads. */
export function readOf(view: RoundView, read: number | string | undefined, index: number): Named {
  const { example, round } = view
  if (read === undefined) return named(symbol('?'), undefined)
  const values =
    typeof read === 'number' ? round.outputs[read] : example.inputs.find(({ name }) => name === read)?.values
  return named(readSymbol(example, read, index), values?.[index])
}

/** @returns the place of a layer's weight by the name of its tensor, or -1. */
export function weightPlace({ weights }: Example, layer: number, tensor: string): number {
  return weights.findIndex((weight) => weight.layer === layer && weight.name.endsWith(`/${tensor}`))
}

export function weightOf({ example, round }: RoundView, weight: number, index: number): Named {
  return named(weightSymbol(example, weight, index), round.weights[weight]?.[index])
}

/** A sum of products, each of the same length, and what is added behind them. */
export function weighed(pairs: readonly (readonly Named[])[], added: readonly Named[] = []): Written {
  const isWhole = pairs.length <= MOST_TERMS
  const shown = isWhole ? pairs : pairs.slice(0, 3)
  const of = (pick: (each: Named) => Formula): Formula => {
    const terms = shown.map((factors) => product(...factors.map(pick)))
    const all = [...terms, ...(isWhole ? [] : [DOTS]), ...added.map(pick)]
    const [only] = all
    return all.length === 1 && only ? only : sum(...all)
  }
  return { formula: of(({ symbol: name }) => name), numbers: isWhole ? of(({ number }) => number) : null }
}

export function shapeOfRead({ example }: RoundView, read: number | string | undefined): readonly number[] {
  if (typeof read === 'number') return example.layers[read]?.shape ?? []
  return example.inputs.find(({ name }) => name === read)?.shape ?? []
}

type Rule = (view: RoundView, layer: ExampleLayer, at: { place: number; index: number }) => Written | null

const denseSum: Rule = (view, { shape, reads: [read] }, { place, index }) => {
  const units = shape.at(-1) ?? 1
  const [row, unit] = [Math.floor(index / units), index % units]
  const features = shapeOfRead(view, read).at(-1) ?? 1
  const kernel = weightPlace(view.example, place, 'kernel')
  const bias = weightPlace(view.example, place, 'bias')
  if (kernel < 0) return null
  const pairs = Array.from({ length: features }, (_, feature) => [
    weightOf(view, kernel, feature * units + unit),
    readOf(view, read, row * features + feature),
  ])
  return weighed(pairs, bias < 0 ? [] : [weightOf(view, bias, unit)])
}

const activated: Rule = (view, { spec, reads: [read] }, { index }) => {
  const name = spec.kind === 'activation' ? spec.activation : ''
  const z = readOf(view, read, index)
  const formula = activationOf(name, z.symbol)
  return { formula: formula ?? anyActivation(z.symbol), numbers: formula && activationOf(name, z.number) }
}

const stepConvolution: Rule = (view, { spec, shape, reads: [read] }, { place, index }) => {
  if (spec.kind !== 'conv1d' || spec.groups > 1) return null
  const { filters, kernelSize, strides, dilation, padding } = spec
  const [at, filter] = [Math.floor(index / (shape[1] ?? 1)), index % filters]
  const [length = 1, channels = 1] = shapeOfRead(view, read)
  const kernel = weightPlace(view.example, place, 'kernel')
  const seen = placesSeen(length, at, { size: kernelSize, stride: strides, dilation, padding })
  const pairs = seen.flatMap((step, tap) =>
    step === null
      ? []
      : Array.from({ length: channels }, (_, channel) => [
          weightOf(view, kernel, (tap * channels + channel) * filters + filter),
          readOf(view, read, step * channels + channel),
        ]),
  )
  const bias = weightPlace(view.example, place, 'bias')
  return weighed(pairs, bias < 0 ? [] : [weightOf(view, bias, filter)])
}

const pictureConvolution: Rule = (view, { spec, shape, reads: [read] }, { place, index }) => {
  if (spec.kind !== 'conv2d' || spec.groups > 1) return null
  const { filters, kernelSize, kernelWidth, strides, strideWidth, dilation, padding } = spec
  const [, wide = 1] = shape
  const filter = index % filters
  const [down, right] = [Math.floor(index / filters / wide), Math.floor(index / filters) % wide]
  const [height = 1, width = 1, channels = 1] = shapeOfRead(view, read)
  const size = [kernelSize, kernelWidth || kernelSize] as const
  const rows = placesSeen(height, down, { size: size[0], stride: strides, dilation, padding })
  const stride = strideWidth || strides
  const columns = placesSeen(width, right, { size: size[1], stride, dilation, padding })
  const kernel = weightPlace(view.example, place, 'kernel')
  const pairs = rows.flatMap((row, i) =>
    columns.flatMap((column, j) =>
      row === null || column === null
        ? []
        : Array.from({ length: channels }, (_, channel) => [
            weightOf(view, kernel, ((filter * channels + channel) * size[0] + i) * size[1] + j),
            readOf(view, read, (row * width + column) * channels + channel),
          ]),
    ),
  )
  const bias = weightPlace(view.example, place, 'bias')
  return weighed(pairs, bias < 0 ? [] : [weightOf(view, bias, filter)])
}

type Pool1d = LayerSpecOf<'maxPool1d' | 'averagePool1d'>
type Pool2d = LayerSpecOf<'maxPool2d' | 'averagePool2d'>
type LayerSpecOf<K extends LayerSpec['kind']> = Extract<LayerSpec, { kind: K }>

const pooledSteps: Rule = (view, { spec, shape: [, channels = 1], reads: [read] }, { index }) => {
  const { poolSize: size, strides, padding } = spec as Pool1d
  const [length = 1] = shapeOfRead(view, read)
  const window = { size, stride: strides || size, dilation: 1, padding }
  const steps = placesSeen(length, Math.floor(index / channels), window)
  const seen = steps.filter((step) => step !== null)
  return summarised(
    spec,
    seen.map((step) => readOf(view, read, step * channels + (index % channels))),
  )
}

const pooledPicture: Rule = (view, { spec, shape: [, wide = 1, channels = 1], reads: [read] }, { index }) => {
  const { poolSize, poolWidth, strides, padding } = spec as Pool2d
  const at = Math.floor(index / channels)
  const [height = 1, width = 1] = shapeOfRead(view, read)
  const across = poolWidth || poolSize
  const window = { dilation: 1, padding }
  const rows = placesSeen(height, Math.floor(at / wide), {
    ...window,
    size: poolSize,
    stride: strides || poolSize,
  })
  const columns = placesSeen(width, at % wide, { ...window, size: across, stride: strides || across })
  const places = rows.flatMap((row) =>
    columns.flatMap((column) => (row === null || column === null ? [] : [row * width + column])),
  )
  return summarised(
    spec,
    places.map((place) => readOf(view, read, place * channels + (index % channels))),
  )
}

function summarised({ kind }: LayerSpec, seen: readonly Named[]): Written {
  const name = kind.startsWith('max') ? 'max' : 'mean'
  return {
    formula: call(name, ...seen.map(({ symbol: each }) => each)),
    numbers: call(name, ...seen.map(({ number }) => number)),
  }
}

/** The plain recurrence step by step; of gates only what they are made of. */
const recurrence: Rule = (view, { spec, shape, reads: [read] }, { place, index }) => {
  if (spec.kind !== 'simpleRnn' || spec.direction === 'both') return null
  const { units } = spec
  const [step, unit] = [Math.floor(index / units), index % units]
  const before = spec.direction === 'backward' ? step + 1 : step - 1
  const features = shapeOfRead(view, read).at(-1) ?? 1
  const tensors = ['kernel', 'recurrentKernel', 'bias'].map((name) => weightPlace(view.example, place, name))
  const [kernel = -1, recurrent = -1, bias = -1] = tensors
  const given = Array.from({ length: features }, (_, feature) => [
    weightOf(view, kernel, feature * units + unit),
    readOf(view, read, step * features + feature),
  ])
  const isFirst = before < 0 || before >= (shape[0] ?? 1)
  const remembered = Array.from({ length: isFirst ? 0 : units }, (_, other) => [
    weightOf(view, recurrent, other * units + unit),
    outputOf(view, place, before * units + other),
  ])
  const inner = weighed([...given, ...remembered], bias < 0 ? [] : [weightOf(view, bias, unit)])
  const formula = activationOf(spec.activation, inner.formula) ?? anyActivation(inner.formula)
  return { formula, numbers: inner.numbers && activationOf(spec.activation, inner.numbers) }
}

const RULES: Readonly<Record<string, { readonly kind: StepKind; readonly write: Rule }>> = {
  dense: { kind: 'sums', write: denseSum },
  output: { kind: 'sums', write: denseSum },
  activation: { kind: 'activation', write: activated },
  conv1d: { kind: 'convolution', write: stepConvolution },
  conv2d: { kind: 'convolution', write: pictureConvolution },
  maxPool1d: { kind: 'pooling', write: pooledSteps },
  averagePool1d: { kind: 'pooling', write: pooledSteps },
  maxPool2d: { kind: 'pooling', write: pooledPicture },
  averagePool2d: { kind: 'pooling', write: pooledPicture },
  simpleRnn: { kind: 'recurrence', write: recurrence },
  gru: { kind: 'recurrence', write: () => null },
  lstm: { kind: 'recurrence', write: () => null },
  flatten: { kind: 'rearranged', write: () => null },
  reshape: { kind: 'rearranged', write: () => null },
  cropping1d: { kind: 'rearranged', write: () => null },
  permute: { kind: 'rearranged', write: () => null },
  repeatVector: { kind: 'rearranged', write: () => null },
}

export function kindOfLayer({ spec }: ExampleLayer): StepKind {
  return RULES[spec.kind]?.kind ?? 'layer'
}

/** @returns how an element of a layer's output is worked out; null where there is no short formula. */
export function writeOutput(view: RoundView, place: number, index: number): Written | null {
  const layer = view.example.layers[place]
  if (!layer) return null
  return RULES[layer.spec.kind]?.write(view, layer, { place, index }) ?? null
}
