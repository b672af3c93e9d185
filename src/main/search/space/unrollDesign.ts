/** @file The layers of a design as they stand in a trial: repeats and backbones written out, and who reads whom. */
import { type Design, networksOf } from '../../../shared/domain/design'
import { MAIN_INPUT } from '../../../shared/domain/modelInput'
import type { BackboneLayer, DesignLayer, LayerSpec, RepeatLayer } from '../../../shared/domain/modelSpec'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { copyName, CopyIds, timesIn } from './repeats'
import { type BackbonePart, fillBackbone, unrollBackbone } from './unrollBackbone'

export interface UnrolledLayer {
  /** With the settings of the design; its id and what it reads are those of the trial. */
  readonly spec: LayerSpec
  /** The ids of the design that it counts for: that of its repeat, and last its own. */
  readonly origins: readonly string[]
  /** From the path of a setting to the name of its parameter. */
  readonly rename: (path: string) => string
  /** What it is of a backbone; absent for a layer of the design's own. */
  readonly part?: BackbonePart
}

/** What an assignment says of the layers that stand for others. */
interface Chosen {
  timesOf(repeat: RepeatLayer): number
  filled(backbone: BackboneLayer): BackboneLayer
}

/**
 * What a layer names in `inputs` follows it. From outside, a repeat means the last layer of its last copy, or what it would
 * read where it stands no time. Inside, a layer may name layers of its own copy, and the repeat means what this copy reads:
 * the input of a residual block. A layer that only a repeat reads goes where that repeat stands no time.
 * @param avoided names that no copy may get
 */
export function unrollDesign(
  design: Design,
  assignment: Assignment,
  avoided: ReadonlySet<string> = new Set(),
): UnrolledLayer[] {
  const timesOf = (repeat: RepeatLayer): number => timesIn(repeat, assignment)
  const filled = (backbone: BackboneLayer): BackboneLayer => fillBackbone(backbone, assignment)
  const layers = new Unrolling(design, { timesOf, filled }, avoided).layers
  const isAllThere = design.layers.every((layer) => layer.kind !== 'repeat' || timesOf(layer) > 0)
  if (isAllThere) return layers
  const once = (repeat: RepeatLayer): number => Math.max(1, timesOf(repeat))
  const whole = new Unrolling(design, { timesOf: once, filled }, avoided).layers
  const used = new Set(reachEnd(whole).map(idOfDesign))
  // What is never used stays, and is told of, with what it reads.
  const idle = layers.filter((layer) => !used.has(idOfDesign(layer)))
  const reached = new Set(reachEnd(layers, idle))
  return layers.filter((layer) => reached.has(layer))
}

/** @returns the layers of every network of a design; no two of all of them have one name. */
export function unrollNetworks(design: Design, assignment: Assignment): UnrolledLayer[][] {
  const networks = networksOf(design)
  const avoided = new Set(networks.flatMap(({ layers }) => layers.map(({ id }) => id)))
  return networks.map((network) => {
    const layers = unrollDesign(network, assignment, avoided)
    for (const { spec } of layers) avoided.add(spec.id)
    return layers
  })
}

class Unrolling {
  layers: UnrolledLayer[] = []
  private readonly ids: CopyIds
  /** What the name of a repeat that was passed means. */
  private readonly ends = new Map<string, string>()
  /** The layer that the next one reads; null for the data. */
  private before: string | null = null

  constructor(design: Design, chosen: Chosen, avoided: ReadonlySet<string>) {
    this.ids = new CopyIds(design, avoided)
    for (const layer of design.layers) {
      if (layer.kind === 'repeat') this.addRepeat(layer, chosen.timesOf(layer))
      else if (layer.kind === 'backbone') this.addBackbone(chosen.filled(layer))
      else this.add({ spec: this.link(layer, this.ends), origins: [layer.id], rename: (path) => path })
    }
  }

  private addRepeat(repeat: RepeatLayer, times: number): void {
    for (let copy = 1; copy <= times; copy++) {
      const names = new Map([...this.ends, [repeat.id, this.read(repeat)]])
      for (const { id } of repeat.layers) names.set(id, this.ids.next(id, copy))
      const rename = (path: string): string => copyName(repeat, path, copy)
      for (const layer of repeat.layers) {
        const spec = { ...this.link(layer, names), id: names.get(layer.id) ?? layer.id }
        this.add({ spec, origins: [repeat.id, layer.id], rename })
      }
    }
    this.ends.set(repeat.id, this.read(repeat))
  }

  /** From outside, its name means its last layer. */
  private addBackbone(backbone: BackboneLayer): void {
    const inputs = backbone.inputs?.map((name) => this.ends.get(name) ?? name)
    const parts = unrollBackbone(backbone, { inputs, free: (id) => this.ids.free(id) })
    for (const { spec, part } of parts) {
      this.add({ spec, part, origins: [backbone.id], rename: (path) => path })
    }
    this.ends.set(backbone.id, parts.at(-1)?.spec.id ?? inputs?.[0] ?? this.before ?? backbone.id)
  }

  /** What stands before. The data get a layer of their own where a layer may ask for them by the name of a repeat. */
  private read({ id }: RepeatLayer): string {
    if (this.before !== null) return this.before
    const isNamed = this.ids.isReferred(id)
    if (!isNamed) return id
    const data: LayerSpec = { kind: 'input', id: this.ids.free('data'), source: MAIN_INPUT }
    this.add({ spec: data, origins: [id], rename: (path) => path })
    return data.id
  }

  private add(layer: UnrolledLayer): void {
    this.layers.push(layer)
    this.before = layer.spec.id
  }

  private link(
    layer: Exclude<DesignLayer, RepeatLayer | BackboneLayer>,
    names: ReadonlyMap<string, string>,
  ): LayerSpec {
    if (layer.kind === 'input' || layer.inputs === undefined) return layer
    return { ...layer, inputs: layer.inputs.map((name) => names.get(name) ?? name) }
  }
}

function idOfDesign({ origins }: UnrolledLayer): string {
  return origins.at(-1) ?? ''
}

/** @returns the layers of which anything reaches the last one, or one of `others`. */
function reachEnd(layers: readonly UnrolledLayer[], others: readonly UnrolledLayer[] = []): UnrolledLayer[] {
  const reached = new Set([layers.at(-1)?.spec.id, ...others.map(({ spec }) => spec.id)])
  return layers
    .map((layer, index) => ({ layer, before: layers[index - 1] }))
    .reverse()
    .filter(({ layer: { spec }, before }) => {
      if (!reached.has(spec.id)) return false
      const named = spec.kind === 'input' ? [] : (spec.inputs ?? [before?.spec.id])
      for (const id of named) reached.add(id)
      return true
    })
    .map(({ layer }) => layer)
}
