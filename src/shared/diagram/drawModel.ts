/** @file A model as boxes and arrows: a box a layer, what stands repeatedly in a frame, drawn once. */
import type { DiagramLayer, ModelDiagram } from '../domain/modelDiagram'
import { MAIN_INPUT } from '../domain/modelInput'
import type { DiagramEdge, DiagramGraph, DiagramGroup, DiagramNode, DiagramTone } from './graph'
import type { DiagramWords } from './words'

export interface DrawOptions {
  readonly words: DiagramWords
  /** Whether all copies of a repeat are drawn. @default false */
  readonly isUnrolled?: boolean
}

const RECURRENT = new Set(['simpleRnn', 'gru', 'lstm'])

export function drawModel(model: ModelDiagram, { words, isUnrolled = false }: DrawOptions): DiagramGraph {
  const shown = isUnrolled ? model.layers : model.layers.filter(({ repeat }) => (repeat?.copy ?? 0) === 0)
  const standIns = standInsOf(model.layers, shown)
  const weights = weightsOf(model.layers, standIns)
  const nodes = shown.map((layer) =>
    toNode({ ...layer, weights: weights.get(layer.id) ?? 0 }, { words, isAdversarial: model.isAdversarial }),
  )
  const edges = edgesOf(model.layers, { standIns, words })
  const adversarial = model.isAdversarial ? meetingOf(model, words) : []
  const networks: DiagramGroup[] = model.isAdversarial
    ? [
        { id: networkGroup(0), label: words.maker },
        { id: networkGroup(1), label: words.judge },
      ]
    : []
  return {
    nodes,
    edges: [...edges, ...adversarial],
    groups: [...networks, ...repeatsOf(model.layers, words)],
  }
}

function networkGroup(network: number): string {
  return `network ${network}`
}

/** A layer of a later copy is drawn as that of the first one. */
function standInsOf(layers: readonly DiagramLayer[], shown: readonly DiagramLayer[]): Map<string, string> {
  const firsts = new Map(shown.map((layer) => [roleOf(layer), layer.id]))
  const isShown = new Set(shown.map(({ id }) => id))
  return new Map(
    layers.map((layer) => [
      layer.id,
      isShown.has(layer.id) ? layer.id : (firsts.get(roleOf(layer)) ?? layer.id),
    ]),
  )
}

function roleOf({ id, repeat }: DiagramLayer): string {
  return repeat === null ? id : `${repeat.id} ${repeat.layer}`
}

/** What is drawn once has the weights of all its copies. */
function weightsOf(
  layers: readonly DiagramLayer[],
  standIns: ReadonlyMap<string, string>,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { id, weights } of layers) {
    const shown = standIns.get(id) ?? id
    sums.set(shown, (sums.get(shown) ?? 0) + weights)
  }
  return sums
}

/** Of an input of the data; the only one needs no name. */
function dataTitle({ id, kind }: DiagramLayer, words: DiagramWords): string {
  const name = id.slice(id.indexOf(':') + 1)
  return kind === 'latent' || name === MAIN_INPUT ? words.layer(kind) : `${words.layer(kind)} “${name}”`
}

interface NodeOptions {
  readonly words: DiagramWords
  readonly isAdversarial: boolean
}

function toNode(layer: DiagramLayer, { words, isAdversarial }: NodeOptions): DiagramNode {
  const { id, kind, shape, weights, settings, repeat, network } = layer
  const told = settings.map(({ name, value }) => words.setting(name, value)).join(', ')
  const isData = kind === 'data' || kind === 'latent'
  const size = [shape.length > 0 ? words.shape(shape) : '', weights > 0 ? words.weights(weights) : '']
  return {
    id,
    title: isData ? dataTitle(layer, words) : words.layer(kind),
    lines: [told, size.filter((text) => text !== '').join(' · ')].filter((text) => text !== ''),
    tone: toneOf(layer),
    group: repeat?.id ?? (isAdversarial ? networkGroup(network) : null),
  }
}

function toneOf({ kind, weights }: DiagramLayer): DiagramTone {
  if (kind === 'data' || kind === 'latent') return 'data'
  if (kind === 'output') return 'output'
  return weights > 0 ? 'weights' : 'plain'
}

interface EdgeOptions {
  readonly standIns: ReadonlyMap<string, string>
  readonly words: DiagramWords
}

/** What a copy hands to the next one goes back to the first: it happens again. A recurrent layer reads what it gave before. */
function edgesOf(layers: readonly DiagramLayer[], { standIns, words }: EdgeOptions): DiagramEdge[] {
  const order = new Map(layers.map(({ id }, index) => [id, index]))
  const seen = new Set<string>()
  const edges: DiagramEdge[] = []
  const add = (edge: DiagramEdge): void => {
    const key = `${edge.from} ${edge.to}`
    if (seen.has(key)) return
    seen.add(key)
    edges.push(edge)
  }
  for (const layer of layers) {
    const to = standIns.get(layer.id) ?? layer.id
    for (const read of layer.reads) {
      const from = standIns.get(read) ?? read
      const isBack = (order.get(from) ?? 0) >= (order.get(to) ?? 0)
      add(isBack ? { from, to, isBack, label: words.again } : { from, to })
    }
    if (RECURRENT.has(layer.kind)) add({ from: to, to, isBack: true, label: 'h' })
  }
  return edges
}

function repeatsOf(layers: readonly DiagramLayer[], words: DiagramWords): DiagramGroup[] {
  const times = new Map<string, number>()
  for (const { repeat } of layers) {
    if (repeat) times.set(repeat.id, Math.max(times.get(repeat.id) ?? 0, repeat.copy + 1))
  }
  return [...times].map(([id, count]) => ({ id, label: words.repeated(id, count) }))
}

/** What the maker makes is shown to the judge in the place of the data. */
function meetingOf({ layers }: ModelDiagram, words: DiagramWords): DiagramEdge[] {
  const made = layers.findLast(({ network }) => network === 0)
  const data = new Set(layers.filter(({ kind }) => kind === 'data').map(({ id }) => id))
  const first = layers.find(({ network, reads }) => network === 1 && reads.some((read) => data.has(read)))
  return made && first ? [{ from: made.id, to: first.id, label: words.made }] : []
}
