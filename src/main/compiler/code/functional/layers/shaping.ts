/** @file The same numbers in another shape, without margins or with more of them. */
import type { LayerSpecOf } from '../../../layers/layer'
import { resolveShape } from '../../../layers/resolveShape'
import type { Flow } from '../sketch'
import { flow, type LayerCalls, type LayerSite } from './layerCall'

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

export const shapingCalls: LayerCalls<
  | 'flatten'
  | 'reshape'
  | 'permute'
  | 'repeatVector'
  | 'cropping1d'
  | 'cropping2d'
  | 'zeroPadding1d'
  | 'zeroPadding2d'
> = {
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
}
