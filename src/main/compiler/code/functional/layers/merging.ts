/** @file Layers of several inputs. */
import type { LayerSpec } from '../../../../../shared/domain/modelSpec'
import type { Code } from '../dialect'
import type { Flow } from '../sketch'
import { flow, type LayerCalls, type LayerSite } from './layerCall'

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

export const mergingCalls: LayerCalls<'add' | 'multiply' | 'concatenate'> = {
  add: merging('addAll'),
  multiply: merging('multiplyAll'),
  concatenate: merging('concatenate'),
}
