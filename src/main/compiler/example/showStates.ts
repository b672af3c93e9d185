/** @file Recurrent layers that give all their states, of which the last one is cut out behind them. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { planNetwork, type Network } from '../compile/modelPlan'

/** Layers that read such a layer read what is cut out. Of two directions nothing is cut: their ends lie apart. */
export function showStates(network: Network): LayerSpec[] {
  const plan = planNetwork(network)
  const renamed = new Map<string, string>()
  const taken = new Set(network.layers.map(({ id }) => id))
  return plan.layers.flatMap(({ spec, place }): LayerSpec[] => {
    const layer = rename(spec, renamed)
    if (!isCut(layer)) return [layer]
    const [steps = 1] = place.inputShape
    const isBackward = layer.direction === 'backward'
    const ends = isBackward ? { before: 0, after: steps - 1 } : { before: steps - 1, after: 0 }
    const [cut, flat] = [freeName('cut', taken), freeName('last', taken)]
    renamed.set(layer.id, flat)
    return [
      { ...layer, returnSequences: true },
      { kind: 'cropping1d', id: cut, inputs: [layer.id], ...ends },
      { kind: 'flatten', id: flat, inputs: [cut] },
    ]
  })
}

function rename(spec: LayerSpec, renamed: ReadonlyMap<string, string>): LayerSpec {
  if (spec.kind === 'input' || spec.inputs === undefined) return spec
  return { ...spec, inputs: spec.inputs.map((name) => renamed.get(name) ?? name) } as LayerSpec
}

type Recurrent = Extract<LayerSpec, { kind: 'simpleRnn' | 'gru' | 'lstm' }>

function isCut(spec: LayerSpec): spec is Recurrent {
  const isRecurrent = spec.kind === 'simpleRnn' || spec.kind === 'gru' || spec.kind === 'lstm'
  return isRecurrent && !spec.returnSequences && spec.direction !== 'both'
}

function freeName(stem: string, taken: Set<string>): string {
  let number = 1
  while (taken.has(`${stem}${number}`)) number++
  taken.add(`${stem}${number}`)
  return `${stem}${number}`
}
