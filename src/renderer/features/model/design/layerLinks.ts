import type { DesignLayer } from '@shared/domain/modelSpec'
import type { LayerKind } from './layerTree'

/** How a layer connects: not at all, to one layer, to several in any number, or to one for each of its roles. */
export type Reading = 'nothing' | 'one' | 'several' | 'roles'

const READINGS: Partial<Record<LayerKind, Reading>> = {
  input: 'nothing',
  // What a repeat holds is a chain that goes on from the layer above it.
  repeat: 'nothing',
  add: 'several',
  multiply: 'several',
  concatenate: 'several',
  multiHeadAttention: 'roles',
}

export function readingOf(kind: LayerKind): Reading {
  return READINGS[kind] ?? 'one'
}

/** As the schema of `inputs` has it. */
export const MOST_INPUTS = 16

/** @returns the layers that a layer names, or null where it reads the one above. */
export function inputsOf(layer: DesignLayer): readonly string[] | null {
  return 'inputs' in layer ? (layer.inputs ?? null) : null
}

/**
 * @param start what stands for the input of a repeat among its layers: the id of the repeat
 * @returns the ids of the layers that the layer at `index` reads; none where it reads the data.
 */
export function sourcesOf(layers: readonly DesignLayer[], index: number, start?: string): readonly string[] {
  const layer = layers[index]
  if (layer === undefined || layer.kind === 'input') return []
  const above = layers[index - 1]?.id ?? start
  return inputsOf(layer) ?? (above === undefined ? [] : [above])
}

/** @param above the layer before it: to read that one alone needs no names. */
export function withInputs(
  layer: DesignLayer,
  inputs: readonly string[] | null,
  above: string | undefined,
): DesignLayer {
  if (layer.kind === 'input' || layer.kind === 'repeat') return layer
  const { inputs: _, ...rest } = layer
  if (inputs === null || inputs.length === 0) return rest
  if (inputs.length === 1 && inputs[0] === above) return rest
  return { ...rest, inputs: inputs.slice(0, MOST_INPUTS) }
}

/** Whether some layer reads another one than that above it. */
export function isGraph(layers: readonly DesignLayer[]): boolean {
  return layers.some((layer) => inputsOf(layer) !== null || layer.kind === 'input')
}

/** Puts what a layer reads in order from the nearest; of several, the first one goes on where only one can. */
export function nearestFirst(
  layers: readonly DesignLayer[],
  index: number,
  start?: string,
): readonly string[] {
  const places = new Map(layers.map(({ id }, place) => [id, place]))
  const place = (id: string) => places.get(id) ?? -1
  return sourcesOf(layers, index, start).toSorted((left, right) => place(right) - place(left))
}

/** Takes a layer out of a list; the one behind it goes on from what it has read. */
export function withoutLayer(layers: readonly DesignLayer[], index: number, start?: string): DesignLayer[] {
  const [source] = nearestFirst(layers, index, start)
  const left = layers.toSpliced(index, 1)
  const next = left[index]
  const above = left[index - 1]?.id ?? start
  if (next === undefined || inputsOf(next) !== null || source === undefined || source === above) return left
  return left.with(index, withInputs(next, [source], above))
}

/** Layers that named one id name another. */
export function renameInputs(layers: readonly DesignLayer[], from: string, to: string): DesignLayer[] {
  return layers.map((layer, index) => {
    const inputs = inputsOf(layer)
    if (!inputs?.includes(from)) return layer
    const renamed = inputs.map((id) => (id === from ? to : id))
    return withInputs(layer, renamed, layers[index - 1]?.id)
  })
}
