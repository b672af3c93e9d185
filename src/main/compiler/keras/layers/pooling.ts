/** @file Layers that make steps or pictures smaller or larger, in Keras. */
import * as v from 'valibot'
import { INTERPOLATIONS, PADDINGS } from '../../../../shared/domain/layers'
import type { LayerPlace, LayerSpecOf } from '../../layers/layer'
import type { KerasConfig } from '../kerasConfig'
import type { KerasReaders, KerasWriters } from './codec'
import { orElse, ownWidth, readPair, readSize } from './sizes'

const LAST = { data_format: 'channels_last' } as const

const window1d = ({ poolSize, strides, padding }: LayerSpecOf<'maxPool1d' | 'averagePool1d'>) => ({
  ...{ pool_size: [poolSize], strides: [orElse(strides, poolSize)], padding, ...LAST },
})
const window2d = (spec: LayerSpecOf<'maxPool2d' | 'averagePool2d'>) => {
  const { poolSize, strides, padding } = spec
  const poolWidth = orElse(spec.poolWidth, poolSize)
  const size = [poolSize, poolWidth]
  return { pool_size: size, strides: strides === 0 ? size : [strides, strides], padding, ...LAST }
}
/** One class for steps, another for pictures. */
const global = (name: string, { inputShape }: LayerPlace) => ({
  className: `Global${name}Pooling${inputShape.length - 1}D`,
  config: { ...LAST, keepdims: false },
})

export const poolingWriters: KerasWriters<
  | ('maxPool1d' | 'maxPool2d' | 'averagePool1d' | 'averagePool2d')
  | ('globalMaxPool' | 'globalAveragePool' | 'upSample1d' | 'upSample2d')
> = {
  maxPool1d: (spec) => ({ className: 'MaxPooling1D', config: window1d(spec) }),
  maxPool2d: (spec) => ({ className: 'MaxPooling2D', config: window2d(spec) }),
  averagePool1d: (spec) => ({ className: 'AveragePooling1D', config: window1d(spec) }),
  averagePool2d: (spec) => ({ className: 'AveragePooling2D', config: window2d(spec) }),
  globalMaxPool: (_spec, place) => global('Max', place),
  globalAveragePool: (_spec, place) => global('Average', place),
  upSample1d: ({ size }) => ({ className: 'UpSampling1D', config: { size } }),
  upSample2d: ({ size, interpolation }) => ({
    className: 'UpSampling2D',
    config: { size: [size, size], interpolation, ...LAST },
  }),
}

const readPadding = (config: KerasConfig) => config.read('padding', v.picklist(PADDINGS), 'valid')

function readPool1d(config: KerasConfig) {
  const poolSize = readSize(config, 'pool_size', 2)
  const strides = readSize(config, 'strides', poolSize)
  return { poolSize, strides: strides === poolSize ? 0 : strides, padding: readPadding(config) }
}

/** One step for both axes, or that of the pool. */
function readPool2d(config: KerasConfig) {
  const pool = readPair(config, 'pool_size', 2)
  const strides = config.has('strides') ? readPair(config, 'strides', 0) : pool
  const isOfPool = String(strides) === String(pool)
  const step = isOfPool ? 0 : readSize(config, 'strides')
  return { poolSize: pool[0], poolWidth: ownWidth(pool), strides: step, padding: readPadding(config) }
}

const readGlobal = (kind: 'globalMaxPool' | 'globalAveragePool') => () => ({ kind })

export const poolingReaders: KerasReaders = {
  MaxPooling1D: (config) => ({ kind: 'maxPool1d', ...readPool1d(config) }),
  MaxPooling2D: (config) => ({ kind: 'maxPool2d', ...readPool2d(config) }),
  AveragePooling1D: (config) => ({ kind: 'averagePool1d', ...readPool1d(config) }),
  AveragePooling2D: (config) => ({ kind: 'averagePool2d', ...readPool2d(config) }),
  GlobalMaxPooling1D: readGlobal('globalMaxPool'),
  GlobalMaxPooling2D: readGlobal('globalMaxPool'),
  GlobalAveragePooling1D: readGlobal('globalAveragePool'),
  GlobalAveragePooling2D: readGlobal('globalAveragePool'),
  UpSampling1D: (config) => ({ kind: 'upSample1d', size: config.number('size', 2) }),
  UpSampling2D: (config) => ({
    kind: 'upSample2d',
    size: readSize(config, 'size', 2),
    interpolation: config.read('interpolation', v.picklist(INTERPOLATIONS), 'nearest'),
  }),
}
