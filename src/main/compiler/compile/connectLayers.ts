/** @file Who reads whom: the names in a list of layers resolved to places in it. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { type InputSpec, MAIN_INPUT } from '../../../shared/domain/modelInput'

/** Something that a layer reads: an earlier layer, by its place in the list, or an input of the data. */
export type Source =
  { readonly kind: 'layer'; readonly index: number } | { readonly kind: 'data'; readonly input: InputSpec }

/** A name that leads nowhere, or to a layer that stands behind the one that reads it. */
export interface BadLink {
  readonly code: 'model/unknown-input' | 'model/cycle'
  readonly layer: string
  readonly input: string
}

export interface Connections {
  /** For every layer, in the order of the list; empty where a link is bad. */
  readonly sources: readonly (readonly Source[])[]
  readonly badLinks: readonly BadLink[]
}

/** A layer without `inputs` reads the layer before it; the first one, the first input of the data. */
export function connectLayers(layers: readonly LayerSpec[], inputs: readonly InputSpec[]): Connections {
  const badLinks: BadLink[] = []
  const places = new Map(layers.map(({ id }, index) => [id, index]))
  const sources = layers.map((layer, index): Source[] => {
    const named = namesOf(layer)
    if (named === null) return before(index, inputs)
    const found = named.map((input) => {
      const source = layer.kind === 'input' ? findInput(input, inputs) : findLayer(input, places, index)
      if (typeof source !== 'string') return source
      badLinks.push({ code: source, layer: layer.id, input })
      return null
    })
    return found.every((source) => source !== null) ? found : []
  })
  return { sources, badLinks }
}

function namesOf(layer: LayerSpec): readonly string[] | null {
  return layer.kind === 'input' ? [layer.source] : (layer.inputs ?? null)
}

function before(index: number, [first]: readonly InputSpec[]): Source[] {
  if (index > 0) return [{ kind: 'layer', index: index - 1 }]
  return first ? [{ kind: 'data', input: first }] : []
}

/** The usual name stands for the first input where none has it: a model of one input suits any data of one. */
function findInput(name: string, inputs: readonly InputSpec[]): Source | BadLink['code'] {
  const input =
    inputs.find((candidate) => candidate.name === name) ?? (name === MAIN_INPUT ? inputs[0] : undefined)
  return input ? { kind: 'data', input } : 'model/unknown-input'
}

function findLayer(
  id: string,
  places: ReadonlyMap<string, number>,
  reader: number,
): Source | BadLink['code'] {
  const index = places.get(id)
  if (index === undefined) return 'model/unknown-input'
  return index < reader ? { kind: 'layer', index } : 'model/cycle'
}

/** @returns for every layer whether anything of it reaches the last one. */
export function reachesEnd({ sources }: Connections): boolean[] {
  const reached = sources.map((_, index) => index === sources.length - 1)
  for (let index = sources.length - 1; index >= 0; index--) {
    if (!reached[index]) continue
    for (const source of sources[index] ?? []) if (source.kind === 'layer') reached[source.index] = true
  }
  return reached
}
