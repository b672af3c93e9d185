/** @file Layers that only rearrange numbers, in Keras. */
import * as v from 'valibot'
import type { LayerSpecOf } from '../../layers/layer'
import type { KerasConfig } from '../kerasConfig'
import type { KerasReaders, KerasWriters } from './codec'

type Steps = LayerSpecOf<'cropping1d' | 'zeroPadding1d'>
type Picture = LayerSpecOf<'cropping2d' | 'zeroPadding2d'>

const LAST = { data_format: 'channels_last' } as const
const steps = ({ before, after }: Steps) => [before, after]
const picture = ({ top, bottom, left, right }: Picture) => [
  [top, bottom],
  [left, right],
]

export const shapingWriters: KerasWriters<
  | ('flatten' | 'reshape' | 'permute' | 'repeatVector')
  | ('cropping1d' | 'cropping2d' | 'zeroPadding1d' | 'zeroPadding2d')
> = {
  flatten: () => ({ className: 'Flatten', config: LAST }),
  reshape: ({ shape }) => ({ className: 'Reshape', config: { target_shape: shape } }),
  permute: ({ order }) => ({ className: 'Permute', config: { dims: order } }),
  repeatVector: ({ count }) => ({ className: 'RepeatVector', config: { n: count } }),
  cropping1d: (spec) => ({ className: 'Cropping1D', config: { cropping: steps(spec) } }),
  cropping2d: (spec) => ({ className: 'Cropping2D', config: { cropping: picture(spec), ...LAST } }),
  zeroPadding1d: (spec) => ({ className: 'ZeroPadding1D', config: { padding: steps(spec), ...LAST } }),
  zeroPadding2d: (spec) => ({ className: 'ZeroPadding2D', config: { padding: picture(spec), ...LAST } }),
}

const Margins = v.union([
  v.pipe(
    v.number(),
    v.transform((margin) => [margin, margin] as [number, number]),
  ),
  v.tuple([v.number(), v.number()]),
])
const PictureMargins = v.union([
  v.pipe(
    v.number(),
    v.transform((margin) => [margin, margin]),
  ),
  v.tuple([Margins, Margins]),
])

function readSteps(config: KerasConfig, key: string) {
  const [before, after] = config.read(key, Margins, [1, 1])
  return { before, after }
}

function readPicture(config: KerasConfig, key: string) {
  const both = config.read(key, PictureMargins, [1, 1])
  const [[top, bottom], [left, right]] = v.parse(v.tuple([Margins, Margins]), both)
  return { top, bottom, left, right }
}

export const shapingReaders: KerasReaders = {
  Flatten: () => ({ kind: 'flatten' }),
  Reshape: (config) => ({ kind: 'reshape', shape: config.read('target_shape', v.array(v.number())) }),
  Permute: (config) => ({ kind: 'permute', order: config.read('dims', v.array(v.number())) }),
  RepeatVector: (config) => ({ kind: 'repeatVector', count: config.number('n') }),
  Cropping1D: (config) => ({ kind: 'cropping1d', ...readSteps(config, 'cropping') }),
  Cropping2D: (config) => ({ kind: 'cropping2d', ...readPicture(config, 'cropping') }),
  ZeroPadding1D: (config) => ({ kind: 'zeroPadding1d', ...readSteps(config, 'padding') }),
  ZeroPadding2D: (config) => ({ kind: 'zeroPadding2d', ...readPicture(config, 'padding') }),
}
