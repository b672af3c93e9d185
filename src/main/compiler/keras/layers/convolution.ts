/** @file Convolutions in Keras. */
import * as v from 'valibot'
import { SEQUENCE_PADDINGS, PADDINGS } from '../../../../shared/domain/layers'
import type { LayerSpecOf } from '../../layers/layer'
import { readActivation, writeActivation } from '../activationNames'
import type { KerasConfig } from '../kerasConfig'
import type { KerasReaders, KerasWriters } from './codec'
import { readBias, readKernel, writeBias, writeKernel } from './kernel'
import { orElse, ownWidth, readPair, readSize } from './sizes'

type Window1d = LayerSpecOf<'conv1d' | 'separableConv1d'>
type Window2d = LayerSpecOf<'conv2d' | 'depthwiseConv2d' | 'separableConv2d' | 'conv2dTranspose'>

const LAST = { data_format: 'channels_last' } as const

const window1d = ({ kernelSize, strides, padding, dilation }: Window1d) => ({
  ...{ kernel_size: [kernelSize], strides: [strides], padding, dilation_rate: [dilation], ...LAST },
})
const window2d = ({ kernelSize, kernelWidth, strides, strideWidth, padding }: Window2d) => ({
  kernel_size: [kernelSize, orElse(kernelWidth, kernelSize)],
  strides: [strides, orElse(strideWidth, strides)],
  ...{ padding, ...LAST },
})
const activated = ({ activation, useBias }: Window1d | Window2d) => ({
  activation: writeActivation(activation),
  ...writeBias(useBias),
})
const both = (spec: LayerSpecOf<'separableConv1d' | 'separableConv2d'>, axes: Axes) => ({
  filters: spec.filters,
  depth_multiplier: spec.depthMultiplier,
  ...writeKernel(spec, 'depthwise', axes.depthwise),
  ...writeKernel(spec, 'pointwise', axes.pointwise),
})

interface Axes {
  readonly depthwise: readonly number[]
  readonly pointwise: readonly number[]
}
/** Axes of the kernels, as Keras lays them, that reach one unit. */
const AXES_1D: Axes = { depthwise: [0], pointwise: [0, 1] }
const AXES_2D: Axes = { depthwise: [0, 1], pointwise: [0, 1, 2] }
const TRANSPOSED = [0, 1, 3]

export const convolutionWriters: KerasWriters<
  'conv1d' | 'conv2d' | 'depthwiseConv2d' | 'separableConv1d' | 'separableConv2d' | 'conv2dTranspose'
> = {
  conv1d: (spec) => ({
    className: 'Conv1D',
    config: {
      ...{ filters: spec.filters, ...window1d(spec), groups: spec.groups, ...activated(spec) },
      ...writeKernel(spec, 'kernel', AXES_1D.pointwise),
    },
  }),
  conv2d: (spec) => ({
    className: 'Conv2D',
    config: {
      ...{ filters: spec.filters, ...window2d(spec), groups: spec.groups },
      ...{ dilation_rate: [spec.dilation, spec.dilation], ...activated(spec) },
      ...writeKernel(spec, 'kernel', AXES_2D.pointwise),
    },
  }),
  depthwiseConv2d: (spec) => ({
    className: 'DepthwiseConv2D',
    config: {
      ...{ depth_multiplier: spec.depthMultiplier, ...window2d(spec) },
      ...{ dilation_rate: [spec.dilation, spec.dilation], ...activated(spec) },
      ...writeKernel(spec, 'depthwise', AXES_2D.depthwise),
    },
  }),
  separableConv1d: (spec) => ({
    className: 'SeparableConv1D',
    config: { ...window1d(spec), ...activated(spec), ...both(spec, AXES_1D) },
  }),
  separableConv2d: (spec) => ({
    className: 'SeparableConv2D',
    config: {
      ...{ ...window2d(spec), dilation_rate: [spec.dilation, spec.dilation], ...activated(spec) },
      ...both(spec, AXES_2D),
    },
  }),
  conv2dTranspose: (spec) => ({
    className: 'Conv2DTranspose',
    config: {
      ...{ filters: spec.filters, ...window2d(spec), dilation_rate: [1, 1], output_padding: null },
      ...activated(spec),
      ...writeKernel(spec, 'kernel', TRANSPOSED),
    },
  }),
}

const readWindow1d = (config: KerasConfig) => ({
  kernelSize: readSize(config, 'kernel_size'),
  strides: readSize(config, 'strides'),
  padding: config.read('padding', v.picklist(SEQUENCE_PADDINGS), 'valid'),
  dilation: readSize(config, 'dilation_rate'),
})
const readWindow2d = (config: KerasConfig) => {
  const [kernel, strides] = [readPair(config, 'kernel_size'), readPair(config, 'strides')]
  return {
    ...{ kernelSize: kernel[0], kernelWidth: ownWidth(kernel) },
    ...{ strides: strides[0], strideWidth: ownWidth(strides) },
    padding: config.read('padding', v.picklist(PADDINGS), 'valid'),
  }
}
const readFilters = (config: KerasConfig) => ({ filters: config.number('filters') })
const readDepth = (config: KerasConfig) => ({ depthMultiplier: config.number('depth_multiplier', 1) })
const readGroups = (config: KerasConfig) => ({ groups: config.number('groups', 1) })
const readDilation = (config: KerasConfig) => ({ dilation: readSize(config, 'dilation_rate') })
const readActivated = (config: KerasConfig) => ({ activation: readActivation(config), ...readBias(config) })

/** Both kernels of a separable convolution have one setting here: that of the pointwise one. */
function readBoth(config: KerasConfig, axes: Axes) {
  const depthwise = readKernel(config, 'depthwise', { axes: axes.depthwise })
  const pointwise = readKernel(config, 'pointwise', { axes: axes.pointwise })
  if (JSON.stringify(depthwise) !== JSON.stringify(pointwise)) {
    config.remark('settingsJoined', { setting: 'pointwise' })
  }
  return { ...readFilters(config), ...readDepth(config), ...pointwise }
}

export const convolutionReaders: KerasReaders = {
  Conv1D: (config) => ({
    ...{ kind: 'conv1d', ...readFilters(config), ...readWindow1d(config), ...readGroups(config) },
    ...readActivated(config),
    ...readKernel(config, 'kernel', { axes: AXES_1D.pointwise }),
  }),
  Conv2D: (config) => ({
    ...{ kind: 'conv2d', ...readFilters(config), ...readWindow2d(config), ...readGroups(config) },
    ...{ ...readDilation(config), ...readActivated(config) },
    ...readKernel(config, 'kernel', { axes: AXES_2D.pointwise }),
  }),
  DepthwiseConv2D: (config) => ({
    ...{ kind: 'depthwiseConv2d', ...readDepth(config), ...readWindow2d(config), ...readDilation(config) },
    ...readActivated(config),
    ...readKernel(config, 'depthwise', { axes: AXES_2D.depthwise }),
  }),
  SeparableConv1D: (config) => ({
    ...{ kind: 'separableConv1d', ...readWindow1d(config), ...readActivated(config) },
    ...readBoth(config, AXES_1D),
  }),
  SeparableConv2D: (config) => ({
    ...{
      kind: 'separableConv2d',
      ...readWindow2d(config),
      ...readDilation(config),
      ...readActivated(config),
    },
    ...readBoth(config, AXES_2D),
  }),
  Conv2DTranspose: (config) => {
    config.only('dilation_rate', 1, [1, 1])
    config.only('output_padding', null)
    return {
      ...{ kind: 'conv2dTranspose', ...readFilters(config), ...readWindow2d(config) },
      ...readActivated(config),
      ...readKernel(config, 'kernel', { axes: TRANSPOSED }),
    }
  },
}
