/** @file What a layer is: its parameters, its output shape, and its computation as a piece of graph. */
import type { LayerKind, LayerSpec } from '../../../shared/domain/modelSpec'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import type { Head } from './head'
import type { ParameterSpec } from './parameter'

export type LayerSpecOf<K extends LayerKind> = Extract<LayerSpec, { kind: K }>

/** What a layer may ask about the model around it. */
export interface LayerPlace {
  /** Sizes of the input's axes but the batch. */
  readonly inputShape: readonly number[]
  readonly head: Head
}

export interface LayerContext {
  readonly emit: Emit
  readonly x: Value
  /** The value of one of the layer's own parameters, by its name. */
  parameter(name: string): Value
  /** Factors of the inputs in training, 0 or 1/(1 − rate); null where nothing is dropped. */
  mask(layerId: string, rate: number): Value | null
}

export interface Layer<K extends LayerKind> {
  readonly kind: K
  /** Sizes of the output's axes but the batch. */
  readonly outputShape: (spec: LayerSpecOf<K>, place: LayerPlace) => readonly number[]
  readonly parameters: (spec: LayerSpecOf<K>, place: LayerPlace) => readonly ParameterSpec[]
  /** Appends the layer; the output layer gives logits, which the head turns into predictions. */
  readonly build: (spec: LayerSpecOf<K>, context: LayerContext) => Value
}
