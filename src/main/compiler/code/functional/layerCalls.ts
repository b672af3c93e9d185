/** @file Every layer as calls of functions, once for all frameworks whose scripts are made of functions. */
import type { LayerKind, LayerSpec } from '../../../../shared/domain/modelSpec'
import { AppError } from '../../../../shared/errors/appError'
import type { LayerPlace, LayerSpecOf } from '../../layers/layer'
import { toPictureWindow, windowsOf } from '../../layers/pictureWindow'
import { resolveShape } from '../../layers/resolveShape'
import { slideOn } from '../../layers/sliding'
import { BLOCK_EPSILON } from '../../layers/transformerBlock'
import type { Argument, Code } from './dialect'
import { TRAINING, type Flow, type Sketch } from './sketch'

export interface LayerSite {
  readonly sketch: Sketch
  readonly place: LayerPlace
  /** All that it reads; the first one once more alone. */
  readonly inputs: readonly Flow[]
  readonly input: Flow
}

export type WriteLayer<K extends LayerKind> = (spec: LayerSpecOf<K>, site: LayerSite) => Flow

const flow = (value: Code, mask: Code | null = null): Flow => ({ value, mask })
const kept = (value: Code, { mask }: Flow): Flow => ({ value, mask })
const weight = ({ sketch }: LayerSite, { id }: { readonly id: string }, name: string): Code =>
  sketch.weight(`${id}/${name}`)
const bias = (site: LayerSite, spec: { readonly id: string; readonly useBias: boolean }): Argument =>
  spec.useBias ? weight(site, spec, 'bias') : null

function affine(spec: LayerSpecOf<'dense' | 'output'>, site: LayerSite): Code {
  return site.sketch.call('dense', site.input.value, weight(site, spec, 'kernel'), bias(site, spec))
}

type PictureSpec = LayerSpecOf<'conv2d' | 'depthwiseConv2d' | 'separableConv2d'>

/** [strides, dilations, margins] of a window over a picture. */
function pictureArguments(spec: PictureSpec, { place }: LayerSite): readonly Argument[] {
  const { strides, dilations, margins } = toPictureWindow(place.inputShape, windowsOf(spec))
  return [strides, dilations, margins]
}

const ONE_BY_ONE: readonly Argument[] = [
  [1, 1],
  [1, 1],
  [
    [0, 0],
    [0, 0],
  ],
]

function stepSlide(
  { kernelSize, strides, dilation, padding }: LayerSpecOf<'conv1d' | 'separableConv1d'>,
  { place }: LayerSite,
): readonly Argument[] {
  const slide = slideOn(place.inputShape[0] ?? 1, { size: kernelSize, stride: strides, dilation, padding })
  return [slide.stride, slide.dilation, slide.margin]
}

type Pool1d = LayerSpecOf<'maxPool1d' | 'averagePool1d'>
type Pool2d = LayerSpecOf<'maxPool2d' | 'averagePool2d'>

function poolSteps(name: 'maxPool1d' | 'averagePool1d') {
  return ({ poolSize, strides, padding }: Pool1d, { sketch, input, place }: LayerSite): Flow => {
    const window = { size: poolSize, stride: strides || poolSize, dilation: 1, padding }
    const { size, stride, margin } = slideOn(place.inputShape[0] ?? 1, window)
    return flow(sketch.call(name, input.value, size, stride, margin))
  }
}

function poolPicture(name: 'maxPool2d' | 'averagePool2d') {
  return (spec: Pool2d, { sketch, input, place }: LayerSite): Flow => {
    const width = spec.poolWidth || spec.poolSize
    const { padding } = spec
    const { strides, margins } = toPictureWindow(place.inputShape, [
      { size: spec.poolSize, stride: spec.strides || spec.poolSize, dilation: 1, padding },
      { size: width, stride: spec.strides || width, dilation: 1, padding },
    ])
    return flow(sketch.call(name, input.value, [spec.poolSize, width], strides, margins))
  }
}

type Margins = LayerSpecOf<'cropping1d' | 'cropping2d' | 'zeroPadding1d' | 'zeroPadding2d'>

function margins(name: 'crop' | 'pad') {
  return (spec: Margins, { sketch, input }: LayerSite): Flow => {
    const ends =
      'before' in spec
        ? [[spec.before, spec.after]]
        : [
            [spec.top, spec.bottom],
            [spec.left, spec.right],
          ]
    return flow(sketch.call(name, input.value, ends))
  }
}

function norms(spec: LayerSpecOf<'batchNorm' | 'layerNorm' | 'groupNorm'>, site: LayerSite): Argument[] {
  return [
    spec.scale ? weight(site, spec, 'scale') : null,
    spec.center ? weight(site, spec, 'center') : null,
    spec.epsilon,
  ]
}

type Recurrent = LayerSpecOf<'simpleRnn' | 'gru' | 'lstm'>

function recurrent(spec: Recurrent, site: LayerSite): Flow {
  const { sketch, input, place } = site
  const { merge, returnSequences, direction } = spec
  const passes = direction === 'both' ? (['', 'backward'] as const) : ([''] as const)
  const results = passes.map((pass) => {
    const isBackward = direction === 'backward' || pass === 'backward'
    const states = runPass(spec, site, { pass, isBackward })
    const last = isBackward ? 0 : (place.inputShape[0] ?? 1) - 1
    return returnSequences ? states : sketch.call('stepAt', states, last)
  })
  const [first = input.value, second] = results
  const joins = { concat: 'concatenate', multiply: 'multiplyAll', sum: 'addAll', average: 'average' } as const
  const value = second ? sketch.call(joins[merge], [first, second]) : first
  return flow(value, returnSequences ? input.mask : null)
}

function runPass(
  spec: Recurrent,
  site: LayerSite,
  { pass, isBackward }: { readonly pass: '' | 'backward'; readonly isBackward: boolean },
): Code {
  const { sketch, input } = site
  const own = (name: string): Code =>
    weight(site, spec, pass === '' ? name : `backward${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`)
  const x = spec.rate > 0 ? sketch.call('dropout', input.value, spec.rate, [1], TRAINING) : input.value
  const gates = spec.kind === 'simpleRnn' ? [] : [sketch.activation(spec.recurrentActivation)]
  const form = spec.kind === 'gru' ? [spec.resetAfter] : []
  return sketch.call(
    spec.kind,
    ...[x, own('kernel'), own('recurrentKernel'), spec.useBias ? own('bias') : null],
    ...[input.mask, isBackward, sketch.activation(spec.activation), ...gates, ...form],
    ...[spec.recurrentRate, TRAINING],
  )
}

interface Attended {
  readonly id: string
  /** Queries, then values, then keys; what is absent is as the one before it. */
  readonly flows: readonly [Flow, ...Flow[]]
  readonly useBias: boolean
}

function attention(
  spec: LayerSpecOf<'multiHeadAttention' | 'transformerBlock'>,
  sketch: Sketch,
  { id, flows, useBias }: Attended,
): Code {
  const [query, value = query, key = value] = flows
  const weights = (['query', 'key', 'value', 'output'] as const).map((part) => [
    sketch.weight(`${id}/${part}/kernel`),
    useBias ? sketch.weight(`${id}/${part}/bias`) : null,
  ])
  return sketch.call(
    'attention',
    ...[query.value, key.value, value.value, weights],
    ...[query.mask, bothMask(sketch, value.mask, key.mask), spec.isCausal, spec.rate, TRAINING],
  )
}

/** A step that is padding as a key or as a value is not looked at. */
function bothMask(sketch: Sketch, a: Code | null, b: Code | null): Code | null {
  return a === null || b === null || a.code === b.code ? (a ?? b) : sketch.call('bothMask', a, b)
}

function block(spec: LayerSpecOf<'transformerBlock'>, { sketch, input }: LayerSite): Flow {
  const { id, rate, normFirst } = spec
  const norm = (name: string, x: Code): Code =>
    sketch.call(
      'layerNorm',
      ...[x, sketch.weight(`${id}/${name}/scale`), sketch.weight(`${id}/${name}/center`), BLOCK_EPSILON],
    )
  const dense = (name: string, x: Code): Code =>
    sketch.call(
      'dense',
      ...[x, sketch.weight(`${id}/network/${name}/kernel`), sketch.weight(`${id}/network/${name}/bias`)],
    )
  const drop = (x: Code): Code => (rate > 0 ? sketch.call('dropout', x, rate, [], TRAINING) : x)
  const half = (x: Code, name: string, act: (x: Code) => Code): Code => {
    const seen = normFirst ? sketch.name(`${name}Of_${id}`, norm(name, x)) : x
    const sum = sketch.name(`${name}Sum_${id}`, sketch.call('addAll', [x, drop(act(seen))]))
    return normFirst ? sum : sketch.name(`${name}Of_${id}`, norm(name, sum))
  }
  const look = (x: Code): Code =>
    attention(spec, sketch, {
      ...{ id: `${id}/attention`, useBias: true },
      flows: [{ value: x, mask: input.mask }],
    })
  const think = (x: Code): Code => dense('output', sketch.activate(spec.activation, dense('hidden', x)))
  return kept(half(half(input.value, 'attentionNorm', look), 'networkNorm', think), input)
}

/** As in Keras: a step counts if it counts in any input, and an input without a mask counts everywhere. */
function eitherMask({ sketch, inputs }: LayerSite): Code | null {
  const masks = inputs.map(({ mask }) => mask)
  const known = masks.filter((mask) => mask !== null)
  const [first = null] = known
  if (known.length < masks.length || first === null) return null
  return known.every(({ code }) => code === first.code) ? first : sketch.call('eitherMask', known)
}

function merging(name: 'addAll' | 'multiplyAll' | 'concatenate') {
  return (_spec: LayerSpec, site: LayerSite): Flow =>
    flow(
      site.sketch.call(
        name,
        site.inputs.map(({ value }) => value),
      ),
      eitherMask(site),
    )
}

function isWhole({ inputShape, head }: LayerPlace): boolean {
  return inputShape.length > 1 && String(inputShape) === String(head.shape)
}

/** A kind that is missing does not compile. */
const LAYER_CALLS: { readonly [K in LayerKind]: WriteLayer<K> } = {
  input: (_spec, { input }) => input,
  onnx: () => {
    throw new AppError('code/backbone')
  },
  dense: (spec, site) => kept(site.sketch.activate(spec.activation, affine(spec, site)), site.input),
  output: (spec, site) =>
    flow(
      isWhole(site.place)
        ? site.sketch.call('reshape', site.input.value, [site.place.head.units])
        : affine(spec, site),
    ),
  activation: ({ activation }, { sketch, input }) => kept(sketch.activate(activation, input.value), input),
  leakyRelu: ({ slope }, { sketch, input }) => kept(sketch.call('leakyRelu', input.value, slope), input),
  prelu: (spec, site) =>
    kept(site.sketch.call('prelu', site.input.value, weight(site, spec, 'alpha')), site.input),
  conv1d: (spec, site) => {
    const { sketch, input } = site
    const slide = stepSlide(spec, site)
    const made = sketch.call(
      'conv1d',
      ...[input.value, weight(site, spec, 'kernel'), bias(site, spec), ...slide, spec.groups],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  conv2d: (spec, site) => {
    const { sketch, input } = site
    const made = sketch.call(
      'conv2d',
      ...[input.value, weight(site, spec, 'kernel'), bias(site, spec)],
      ...[...pictureArguments(spec, site), spec.groups],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  depthwiseConv2d: (spec, site) => {
    const { sketch, input, place } = site
    const made = sketch.call(
      'conv2d',
      ...[input.value, weight(site, spec, 'kernel'), bias(site, spec)],
      ...[...pictureArguments(spec, site), place.inputShape[2] ?? 1],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  separableConv1d: (spec, site) => {
    const { sketch, input } = site
    const kernels = [weight(site, spec, 'depthwiseKernel'), weight(site, spec, 'pointwiseKernel')]
    const made = sketch.call(
      'separableConv1d',
      ...[input.value, ...kernels, bias(site, spec), ...stepSlide(spec, site)],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  separableConv2d: (spec, site) => {
    const { sketch, input, place } = site
    const deep = sketch.call(
      'conv2d',
      ...[input.value, weight(site, spec, 'depthwiseKernel'), null],
      ...[...pictureArguments(spec, site), place.inputShape[2] ?? 1],
    )
    const made = sketch.call(
      'conv2d',
      ...[deep, weight(site, spec, 'pointwiseKernel'), bias(site, spec), ...ONE_BY_ONE, 1],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  conv2dTranspose: (spec, site) => {
    const { sketch, input, place } = site
    const windows = windowsOf(spec)
    const size = windows.map((window, axis) => {
      const length = (place.inputShape[axis] ?? 1) * window.stride
      return length + (window.padding === 'same' ? 0 : Math.max(window.size - window.stride, 0))
    })
    const { strides, margins } = toPictureWindow(size, windows)
    const made = sketch.call(
      'conv2dTranspose',
      ...[input.value, weight(site, spec, 'kernel'), bias(site, spec)],
      ...[strides, margins, size],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  maxPool1d: poolSteps('maxPool1d'),
  maxPool2d: poolPicture('maxPool2d'),
  averagePool1d: poolSteps('averagePool1d'),
  averagePool2d: poolPicture('averagePool2d'),
  globalMaxPool: (_spec, { sketch, input }) => flow(sketch.call('globalMaxPool', input.value, input.mask)),
  globalAveragePool: (_spec, { sketch, input }) =>
    flow(sketch.call('globalAveragePool', input.value, input.mask)),
  upSample1d: ({ size }, { sketch, input }) => flow(sketch.call('upSample1d', input.value, size)),
  upSample2d: ({ size, interpolation }, { sketch, input }) =>
    flow(sketch.call('upSample2d', input.value, size, interpolation)),
  flatten: (_spec, { sketch, input }) => flow(sketch.call('reshape', input.value, [-1])),
  reshape: ({ shape }, { sketch, input, place }) => {
    const size = place.inputShape.reduce((product, each) => product * each, 1)
    return flow(sketch.call('reshape', input.value, resolveShape(shape, size) ?? shape))
  },
  permute: ({ order }, { sketch, input }) => flow(sketch.call('permute', input.value, [0, ...order])),
  repeatVector: ({ count }, { sketch, input }) => flow(sketch.call('repeatVector', input.value, count)),
  cropping1d: margins('crop'),
  cropping2d: margins('crop'),
  zeroPadding1d: margins('pad'),
  zeroPadding2d: margins('pad'),
  embedding: (spec, site) => {
    const { sketch, input, place } = site
    const mask =
      spec.maskZero && place.inputShape.length === 1 ? sketch.call('tokenMask', input.value) : input.mask
    return flow(
      sketch.call('embedding', weight(site, spec, 'kernel'), input.value),
      mask && sketch.name(`mask_${spec.id}`, mask),
    )
  },
  masking: ({ id, value }, { sketch, input }) => {
    const mask = sketch.name(`mask_${id}`, sketch.call('stepMask', input.value, value))
    return flow(sketch.call('masked', input.value, mask), mask)
  },
  simpleRnn: recurrent,
  gru: recurrent,
  lstm: recurrent,
  dropout: ({ rate }, { sketch, input }) =>
    rate === 0 ? input : kept(sketch.call('dropout', input.value, rate, [], TRAINING), input),
  spatialDropout: ({ rate }, { sketch, input, place }) => {
    const places = place.inputShape.slice(1).map((_, axis) => axis + 1)
    return rate === 0 ? input : kept(sketch.call('dropout', input.value, rate, places, TRAINING), input)
  },
  gaussianNoise: ({ deviation }, { sketch, input }) =>
    deviation === 0 ? input : kept(sketch.call('gaussianNoise', input.value, deviation, TRAINING), input),
  batchNorm: (spec, site) => {
    const { sketch, input, place } = site
    const mask = place.inputShape.length === 2 ? input.mask : null
    const running = [weight(site, spec, 'mean'), weight(site, spec, 'variance'), spec.momentum]
    const value = sketch.call('batchNorm', input.value, ...norms(spec, site), ...running, mask, TRAINING)
    return kept(value, input)
  },
  layerNorm: (spec, site) =>
    kept(site.sketch.call('layerNorm', site.input.value, ...norms(spec, site)), site.input),
  groupNorm: (spec, site) =>
    kept(site.sketch.call('groupNorm', site.input.value, ...norms(spec, site), spec.groups), site.input),
  multiHeadAttention: (spec, { sketch, inputs, input }) =>
    kept(
      attention(spec, sketch, { id: spec.id, flows: [input, ...inputs.slice(1)], useBias: spec.useBias }),
      input,
    ),
  transformerBlock: block,
  positionalEncoding: (spec, site) => {
    const { sketch, input, place } = site
    const [steps = 1, channels = 1] = place.inputShape
    const positions =
      spec.method === 'learnt' ? weight(site, spec, 'positions') : sketch.call('sinusoids', steps, channels)
    return kept(sketch.call('addPositions', input.value, positions), input)
  },
  add: merging('addAll'),
  multiply: merging('multiplyAll'),
  concatenate: merging('concatenate'),
}

/** The writer of a kind takes its spec, which the union over all kinds cannot express. */
export function writeLayerCall(spec: LayerSpec, site: LayerSite): Flow {
  return (LAYER_CALLS[spec.kind] as unknown as WriteLayer<LayerKind>)(spec, site)
}
