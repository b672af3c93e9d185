import type { Design } from '../../../shared/domain/design'
import { decideLoss } from '../../../shared/domain/loss'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { DiagramLayer, LoopFacts, ModelDiagram } from '../../../shared/domain/modelDiagram'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { goalOf, type Output, type Task } from '../../../shared/domain/task'
import { inspectModel } from '../../compiler'
import { applyAssignment, unrollNetworks, type UnrolledLayer } from '../../search'

/** What a model stands between; unknown where it stands alone. */
export interface DiagramPlace {
  readonly inputs: readonly InputSpec[]
  readonly task: Task
  readonly output: Output
}

export interface DiagramRequest {
  readonly design: Design
  readonly assignment: Assignment
  readonly place: DiagramPlace | null
  readonly loop: Omit<LoopFacts, 'training' | 'loss' | 'hasPenalties'>
}

/** @returns the layers with what they read, shapes and weights, and the settings of the loop around them. */
export function toModelDiagram({ design, assignment, place, loop }: DiagramRequest): ModelDiagram {
  const { model, training } = applyAssignment(design, assignment)
  const networks = unrollNetworks(design, assignment)
  const isAdversarial = training.mode === 'adversarial' && model.discriminator !== undefined
  const specs = [model.layers, ...(isAdversarial ? [model.discriminator ?? []] : [])]
  const inputs = place?.inputs ?? []
  const known = place
    ? inspectModel({
        ...model,
        ...place,
        training,
        ...{ batchSize: training.batchSize, optimizer: training.optimizer },
      })
    : null
  const found = new Map(known?.layers.map((layer) => [layer.id, layer]))
  const layers = specs.flatMap((network, index) =>
    describeNetwork(network, {
      ...{ unrolled: networks[index] ?? [], network: index, inputs, isAdversarial },
      latentSize: training.latentSize,
    }),
  )
  return {
    layers: layers.map((layer) => ({
      ...layer,
      shape: layer.shape.length > 0 ? layer.shape : [...(found.get(layer.id)?.outputShape ?? [])],
      weights: found.get(layer.id)?.weights ?? 0,
    })),
    isAdversarial,
    loop: {
      ...loop,
      training,
      loss: decideLoss(goalOf(place?.task ?? 'multiclass', training.mode), training.loss),
      hasPenalties: specs
        .flat()
        .some((layer) => ('l2' in layer && layer.l2 > 0) || ('l1' in layer && layer.l1 > 0)),
    },
  }
}

interface NetworkPlace {
  readonly unrolled: readonly UnrolledLayer[]
  readonly network: number
  readonly inputs: readonly InputSpec[]
  readonly isAdversarial: boolean
  readonly latentSize: number
}

/** Inputs of the data first, then the layers; an input layer is the input that it stands for. */
function describeNetwork(layers: readonly LayerSpec[], place: NetworkPlace): DiagramLayer[] {
  const { network, inputs, isAdversarial, latentSize } = place
  const isMaker = isAdversarial && network === 0
  const nameOf = (input: string): string => `${isAdversarial && network === 1 ? 'real' : 'data'}:${input}`
  const data = isMaker
    ? [dataLayer('latent', 'latent', { shape: [latentSize], network })]
    : inputs.map(({ name, shape }) => dataLayer(nameOf(name), 'data', { shape, network }))
  const first = isMaker ? 'latent' : nameOf(inputs[0]?.name ?? 'x')
  const start = data.length > 0 ? data : [dataLayer(first, 'data', { shape: [], network })]
  const names = new Map<string, string>()
  for (const layer of layers) {
    if (layer.kind === 'input')
      names.set(layer.id, start.find(({ id }) => id === nameOf(layer.source))?.id ?? first)
  }
  const copies = copyNumbers(place.unrolled)
  const own = layers.flatMap((layer, index): DiagramLayer[] => {
    if (layer.kind === 'input') return []
    const before = layers[index - 1]
    const reads = layer.inputs ?? [before?.id ?? first]
    const origins = place.unrolled[index]?.origins ?? []
    return [
      {
        ...{ id: layer.id, kind: layer.kind, shape: [], weights: 0, network },
        reads: reads.map((name) => names.get(name) ?? name),
        settings: settingsOf(layer),
        repeat:
          origins.length > 1
            ? { id: origins[0] ?? '', copy: copies[index] ?? 0, layer: origins.at(-1) ?? layer.id }
            : null,
      },
    ]
  })
  const read = new Set(own.flatMap(({ reads }) => reads))
  return [...start.filter(({ id }) => read.has(id)), ...own]
}

function dataLayer(
  id: string,
  kind: 'data' | 'latent',
  { shape, network }: { readonly shape: readonly number[]; readonly network: number },
): DiagramLayer {
  return { id, kind, reads: [], shape: [...shape], weights: 0, settings: [], repeat: null, network }
}

/** How often the same layer of a repeat stood before. */
function copyNumbers(unrolled: readonly UnrolledLayer[]): number[] {
  const counts = new Map<string, number>()
  return unrolled.map(({ origins }) => {
    const key = origins.join(' ')
    const copy = counts.get(key) ?? 0
    counts.set(key, copy + 1)
    return copy
  })
}

/** Those that tell layers apart at a glance. */
const TOLD = [
  ...['units', 'filters', 'kernelSize', 'poolSize', 'size', 'count', 'groups', 'heads', 'keyUnits'],
  ...['rate', 'slope', 'deviation', 'activation', 'direction'],
]
/** What goes without saying. */
const USUAL: Readonly<Record<string, string | number>> = {
  activation: 'linear',
  direction: 'forward',
  groups: 1,
  rate: 0,
}

function settingsOf(layer: LayerSpec): DiagramLayer['settings'] {
  return Object.entries(layer)
    .filter(([name, value]) => TOLD.includes(name) && value !== USUAL[name])
    .flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [{ name, value }] : [],
    )
}
