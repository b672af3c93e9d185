/** @file A layer with an activation as two layers, so that its sums have numbers and derivatives of their own. */
import type { ExampleLayer } from '../../../shared/domain/example'
import type { LayerSpec } from '../../../shared/domain/modelSpec'

export interface SplitLayer {
  readonly spec: LayerSpec
  readonly name: string
  readonly part: ExampleLayer['part']
}

/** The graph of both halves is that of the layer; noise is left out. Names that a layer reads mean its second half. */
export function splitActivations(layers: readonly LayerSpec[]): SplitLayer[] {
  const second = new Map<string, string>()
  const taken = new Set(layers.map(({ id }) => id))
  return layers.flatMap((layer): SplitLayer[] => {
    const inputs = layer.kind === 'input' ? undefined : layer.inputs?.map((name) => second.get(name) ?? name)
    const spec: LayerSpec = inputs === undefined ? layer : ({ ...layer, inputs } as LayerSpec)
    if (!hasOwnActivation(spec)) return [{ spec, name: layer.id, part: 'whole' }]
    const id = freeName(taken)
    second.set(layer.id, id)
    return [
      { spec: { ...spec, activation: 'linear' }, name: layer.id, part: 'sum' },
      { spec: { kind: 'activation', id, activation: spec.activation }, name: layer.id, part: 'activation' },
    ]
  })
}

type Activated = Extract<
  LayerSpec,
  {
    kind:
      | 'dense'
      | 'conv1d'
      | 'conv2d'
      | 'depthwiseConv2d'
      | 'separableConv1d'
      | 'separableConv2d'
      | 'conv2dTranspose'
  }
>

const ACTIVATED: ReadonlySet<string> = new Set<Activated['kind']>([
  ...(['dense', 'conv1d', 'conv2d', 'depthwiseConv2d'] as const),
  ...(['separableConv1d', 'separableConv2d', 'conv2dTranspose'] as const),
])

function hasOwnActivation(spec: LayerSpec): spec is Activated {
  return ACTIVATED.has(spec.kind) && (spec as Activated).activation !== 'linear'
}

function freeName(taken: Set<string>): string {
  let number = 1
  while (taken.has(`a${number}`)) number++
  taken.add(`a${number}`)
  return `a${number}`
}
