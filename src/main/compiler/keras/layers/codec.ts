/** @file What the tables *kind → Keras* and *class of Keras → kind* hold. */
import type { LayerKind, LayerSpec } from '../../../../shared/domain/modelSpec'
import type { LayerPlace, LayerSpecOf } from '../../layers/layer'
import type { KerasLayer } from '../format'
import type { KerasConfig } from '../kerasConfig'

/** One of the layers that a kind of Fettle is made of in Keras. */
export interface KerasPart extends KerasLayer {
  /** Unique in the layer; that of the last part is not used: it bears the name of the layer. */
  readonly name: string
  /** Names of parts before it; `''` is what the layer reads. */
  readonly reads: readonly string[]
}

/** A layer in Keras, several that make it up, or null where Keras has nothing of the kind. */
export type WriteKeras<K extends LayerKind> = (
  spec: LayerSpecOf<K>,
  place: LayerPlace,
) => KerasLayer | readonly KerasPart[] | null

export type KerasWriters<Kinds extends LayerKind> = { readonly [K in Kinds]: WriteKeras<K> }

type WithoutPlace<Spec> = Spec extends LayerSpec ? Omit<Spec, 'id' | 'inputs'> : never

/** A layer without its name and what it reads. */
export type ReadLayer = WithoutPlace<LayerSpec>

export type ReadKeras = (config: KerasConfig) => ReadLayer

/** By class of Keras. */
export type KerasReaders = Readonly<Record<string, ReadKeras>>
