/** @file One layer of a plan: what it reads, what comes of it, and why it may not fit. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import type { LayerPlace } from '../layers/layer'
import type { Misfit } from '../layers/misfit'
import type { ParameterSpec } from '../layers/parameter'
import type { Source } from './connectLayers'

export interface PlannedLayer {
  readonly spec: LayerSpec
  readonly sources: readonly Source[]
  readonly place: LayerPlace
  /** Null for a layer that fits. */
  readonly misfit: Misfit | null
  /** Empty where the layer, or one that it reads, does not fit. */
  readonly outputShape: readonly number[]
  readonly parameters: readonly ParameterSpec[]
  /** `all`: it predicts also while others are trained; `statistics`: its running ones stand still. */
  readonly holds: 'all' | 'statistics' | null
}
