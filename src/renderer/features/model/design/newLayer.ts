import { PLAIN_WEIGHTS, type DesignLayer } from '@shared/domain/modelSpec'
import { freeId, type LayerKind } from './layerTree'

/** A layer of this kind with usual settings; `taken` are the ids in use, to which it adds its own. */
export function newLayer(kind: LayerKind, taken: Set<string>): DesignLayer {
  const id = freeId(kind, taken)
  taken.add(id)
  const weights = { useBias: true, ...PLAIN_WEIGHTS } as const
  switch (kind) {
    case 'dense':
      return { kind, id, units: 64, activation: 'relu', initializer: 'heNormal', ...weights }
    case 'dropout':
      return { kind, id, rate: 0.2 }
    case 'activation':
      return { kind, id, activation: 'relu' }
    case 'output':
      return { kind, id, initializer: 'glorotUniform', ...weights }
    case 'repeat':
      return {
        kind,
        id,
        times: 2,
        settings: 'shared',
        layers: [newDense(taken)],
      }
  }
}

function newDense(taken: Set<string>) {
  const id = freeId('dense', taken)
  taken.add(id)
  return {
    kind: 'dense',
    id,
    units: 64,
    activation: 'relu',
    useBias: true,
    initializer: 'heNormal',
    ...PLAIN_WEIGHTS,
  } as const
}

/** A copy under new ids, and which id each of its layers had before. */
export function copyLayer(
  layer: DesignLayer,
  taken: Set<string>,
): { copy: DesignLayer; renamed: Map<string, string> } {
  const renamed = new Map<string, string>()
  const rename = <L extends DesignLayer>(original: L): L => {
    const id = freeId(original.kind, taken)
    taken.add(id)
    renamed.set(original.id, id)
    return { ...original, id }
  }
  const copy = rename(layer)
  if (copy.kind !== 'repeat') return { copy, renamed }
  return { copy: { ...copy, layers: copy.layers.map(rename) }, renamed }
}
