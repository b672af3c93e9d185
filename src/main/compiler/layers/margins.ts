/** @file Layers that cut steps or pictures at their ends, or add zeros there. As in Keras, masks end here. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import type { Feature } from './feature'
import type { Layer, LayerContext, LayerPlace, LayersOf } from './layer'
import { tooSmall, wrongRank, type Misfit } from './misfit'

/** What is cut from, or added to, the two ends of an axis. */
type Ends = readonly [before: number, after: number]

type StepMargins = Extract<LayerSpec, { kind: 'cropping1d' | 'zeroPadding1d' }>
type PictureMargins = Extract<LayerSpec, { kind: 'cropping2d' | 'zeroPadding2d' }>

/** By axis, the first one behind the batch. */
function endsOf(spec: StepMargins | PictureMargins): readonly Ends[] {
  return 'before' in spec
    ? [[spec.before, spec.after]]
    : [
        [spec.top, spec.bottom],
        [spec.left, spec.right],
      ]
}

/** @param sign 1 for what is added, -1 for what is cut. */
function resize(
  spec: StepMargins | PictureMargins,
  { inputShape }: LayerPlace,
  sign: 1 | -1,
): readonly number[] {
  const ends = endsOf(spec)
  return inputShape.map((size, axis) => {
    const [before, after] = ends[axis] ?? [0, 0]
    return size + sign * (before + after)
  })
}

function cropMisfit(spec: StepMargins | PictureMargins, place: LayerPlace): Misfit | null {
  const least = endsOf(spec).map(([before, after]) => before + after + 1)
  return (
    wrongRank(place, least.length + 1) ??
    tooSmall(place, resize(spec, place, -1), `at least [${least.join(', ')}]`)
  )
}

function crop(spec: StepMargins | PictureMargins, { emit, input }: LayerContext): Feature {
  const first = firstAxis(input)
  const value = endsOf(spec).reduce((rest, [before, after], index) => {
    const axis = first + index
    const size = Number(rest.type.shape[axis]) - before - after
    return before + after === 0 ? rest : emit.op('slice', [rest], { axis, start: before, size })
  }, input.value)
  return { ...input, value, mask: null }
}

function addZeros(spec: StepMargins | PictureMargins, { emit, input }: LayerContext): Feature {
  const first = firstAxis(input)
  const ends = endsOf(spec)
  const margins = input.value.type.shape.map((_, axis): Ends => ends[axis - first] ?? [0, 0])
  return { ...input, value: emit.op('pad', [input.value], { margins }), mask: null }
}

function firstAxis({ layout }: Feature): number {
  return layout === 'channelsFirst' ? 2 : 1
}

const cropping1d: Layer<'cropping1d'> = {
  kind: 'cropping1d',
  misfit: cropMisfit,
  outputShape: (spec, place) => resize(spec, place, -1),
  parameters: () => [],
  build: crop,
}

const cropping2d: Layer<'cropping2d'> = {
  kind: 'cropping2d',
  misfit: cropMisfit,
  outputShape: (spec, place) => resize(spec, place, -1),
  parameters: () => [],
  build: crop,
}

const zeroPadding1d: Layer<'zeroPadding1d'> = {
  kind: 'zeroPadding1d',
  misfit: (_spec, place) => wrongRank(place, 2),
  outputShape: (spec, place) => resize(spec, place, 1),
  parameters: () => [],
  build: addZeros,
}

const zeroPadding2d: Layer<'zeroPadding2d'> = {
  kind: 'zeroPadding2d',
  misfit: (_spec, place) => wrongRank(place, 3),
  outputShape: (spec, place) => resize(spec, place, 1),
  parameters: () => [],
  build: addZeros,
}

export const marginLayers: LayersOf<'cropping1d' | 'cropping2d' | 'zeroPadding1d' | 'zeroPadding2d'> = {
  cropping1d,
  cropping2d,
  zeroPadding1d,
  zeroPadding2d,
}
