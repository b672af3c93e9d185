/** @file Every layer as calls of functions, once for all frameworks whose scripts are made of functions. */
import type { LayerKind, LayerSpec } from '../../../../../shared/domain/modelSpec'
import type { Flow } from '../sketch'
import { attentionCalls } from './attention'
import { basicCalls } from './basic'
import { convolutionCalls } from './convolution'
import type { LayerCalls, LayerSite, WriteLayer } from './layerCall'
import { mergingCalls } from './merging'
import { poolingCalls } from './pooling'
import { regularCalls } from './regular'
import { sequenceCalls } from './sequence'
import { shapingCalls } from './shaping'

/** A kind that is missing does not compile. */
const LAYER_CALLS: LayerCalls<LayerKind> = {
  ...basicCalls,
  ...convolutionCalls,
  ...poolingCalls,
  ...shapingCalls,
  ...sequenceCalls,
  ...regularCalls,
  ...attentionCalls,
  ...mergingCalls,
}

/** The writer of a kind takes its spec, which the union over all kinds cannot express. */
export function writeLayerCall(spec: LayerSpec, site: LayerSite): Flow {
  return (LAYER_CALLS[spec.kind] as unknown as WriteLayer<LayerKind>)(spec, site)
}
