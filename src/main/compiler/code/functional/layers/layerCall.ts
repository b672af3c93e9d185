/** @file What writes a layer as calls of functions, and the words that those writers share. */
import type { LayerKind } from '../../../../../shared/domain/modelSpec'
import type { LayerPlace, LayerSpecOf } from '../../../layers/layer'
import type { Argument, Code } from '../dialect'
import type { Flow, Sketch } from '../sketch'

export interface LayerSite {
  readonly sketch: Sketch
  readonly place: LayerPlace
  /** All that it reads; the first one once more alone. */
  readonly inputs: readonly Flow[]
  readonly input: Flow
}

export type WriteLayer<K extends LayerKind> = (spec: LayerSpecOf<K>, site: LayerSite) => Flow

/** The writers of these kinds. */
export type LayerCalls<Kinds extends LayerKind> = { readonly [K in Kinds]: WriteLayer<K> }

export const flow = (value: Code, mask: Code | null = null): Flow => ({ value, mask })
/** What a layer makes of every step on its own: what is padding stays so. */
export const kept = (value: Code, { mask }: Flow): Flow => ({ value, mask })
export const weight = ({ sketch }: LayerSite, { id }: { readonly id: string }, name: string): Code =>
  sketch.weight(`${id}/${name}`)
export const bias = (site: LayerSite, spec: { readonly id: string; readonly useBias: boolean }): Argument =>
  spec.useBias ? weight(site, spec, 'bias') : null
