/** @file What a layer is: what it reads, its parameters, its output shape, and its computation as a piece of graph. */
import type { LayerKind, LayerSpec } from '../../../shared/domain/modelSpec'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import type { Feature } from './feature'
import type { Misfit } from './misfit'
import type { NoiseSpec } from './noise'
import type { ParameterSpec } from './parameter'
import type { LayerPlace } from './place'

export type { LayerPlace } from './place'

export type LayerSpecOf<K extends LayerKind> = Extract<LayerSpec, { kind: K }>

export interface LayerContext {
  readonly emit: Emit
  readonly place: LayerPlace
  /** All that it reads; the first one once more alone. */
  readonly inputs: readonly Feature[]
  readonly input: Feature
  /** Noise and running statistics belong to training only. */
  readonly isTraining: boolean
  /** The value of one of the layer's own parameters, by its name. */
  parameter(name: string): Value
  /** Gives an untrained parameter its value of the next step. Training only. */
  update(name: string, next: Value): void
  /** Noise for every row of the batch, f32 [batch, ...shape]; null where there is none to add: outside of training, or at rate 0. */
  noise(spec: NoiseSpec): Value | null
}

export interface Layer<K extends LayerKind> {
  readonly kind: K
  /** How many inputs it takes, 1 where it does not say. */
  readonly reads?: { readonly least: number; readonly most: number }
  /** Why it cannot read what it is given, or null. Asked before anything else. */
  readonly misfit?: (spec: LayerSpecOf<K>, place: LayerPlace) => Misfit | null
  /** Sizes of the output's axes but the batch, channels last. */
  readonly outputShape: (spec: LayerSpecOf<K>, place: LayerPlace) => readonly number[]
  readonly parameters: (spec: LayerSpecOf<K>, place: LayerPlace) => readonly ParameterSpec[]
  /** Appends the layer; the output layer gives logits, which the head turns into predictions. */
  readonly build: (spec: LayerSpecOf<K>, context: LayerContext) => Feature
}

/** The layers of a family. */
export type LayersOf<Kinds extends LayerKind> = { readonly [K in Kinds]: Layer<K> }
