/** @file The layers of a design as they stand in a trial: repeats and backbones written out, and who reads whom. */
import { type Design, networksOf } from '../../../shared/domain/design'
import { MAIN_INPUT } from '../../../shared/domain/modelInput'
import type {
  BackboneLayer,
  DesignLayer,
  LayerSpec,
  RepeatLayer,
  Skip,
} from '../../../shared/domain/modelSpec'
import type { Assignment, ParameterValue } from '../../../shared/domain/searchSpace'
import { copyName, CopyIds, isChoice, pickIn, skipIn, timesIn } from './repeats'
import { planSkip, type SkipPlan } from './skips'
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
  /** The number of the only layer that stands in a copy of a choice; 0 for none. */
  pickOf(repeat: RepeatLayer, copy: number): number
  skipOf(repeat: RepeatLayer, copy: number): Skip
  /** Of a searched setting. */
  valueOf(parameter: string): ParameterValue | undefined
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
  const pickOf = (repeat: RepeatLayer, copy: number): number => pickIn(repeat, assignment, copy)
  const skipOf = (repeat: RepeatLayer, copy: number): Skip => skipIn(repeat, assignment, copy)
  const chosen: Chosen = { timesOf, filled, pickOf, skipOf, valueOf: (name) => assignment[name] }
  const layers = new Unrolling(design, chosen, avoided).layers
  const isAllThere = design.layers.every((layer) => layer.kind !== 'repeat' || stands(layer, chosen))
  if (isAllThere) return layers
  const once: Chosen = {
    ...chosen,
    timesOf: (repeat) => Math.max(1, timesOf(repeat)),
    pickOf: (repeat, copy) => Math.max(1, pickOf(repeat, copy)),
  }
  const whole = new Unrolling(design, once, avoided).layers
  const used = new Set(reachEnd(whole).map(idOfDesign))
  // What is never used stays, and is told of, with what it reads.
  const idle = layers.filter((layer) => !used.has(idOfDesign(layer)))
  const reached = new Set(reachEnd(layers, idle))
  return layers.filter((layer) => reached.has(layer))
}

/** Whether any layer of it is there. */
function stands(repeat: RepeatLayer, { timesOf, pickOf }: Chosen): boolean {
  const copies = Array.from({ length: timesOf(repeat) }, (_, index) => index + 1)
  return copies.some((copy) => !isChoice(repeat) || pickOf(repeat, copy) > 0)
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
      if (layer.kind === 'repeat') this.addRepeat(layer, chosen)
      else if (layer.kind === 'backbone') this.addBackbone(chosen.filled(layer))
      else this.add({ spec: this.link(layer, this.ends), origins: [layer.id], rename: (path) => path })
    }
  }

  private addRepeat(repeat: RepeatLayer, chosen: Chosen): void {
    for (let copy = 1; copy <= chosen.timesOf(repeat); copy++) {
      const layers = isChoice(repeat)
        ? repeat.layers.filter((_, place) => place + 1 === chosen.pickOf(repeat, copy))
        : repeat.layers
      const skip = layers.length === 0 ? null : planSkip(repeat, layers, { chosen, copy })
      if (skip !== null) this.ids.refer(repeat.id)
      const read = this.read(repeat)
      const names = new Map([...this.ends, [repeat.id, read]])
      // Of alternatives that do not stand here, the name means what this copy reads.
      for (const { id } of repeat.layers) names.set(id, read)
      for (const { id } of layers) names.set(id, this.ids.next(id, copy))
      const rename = (path: string): string => copyName(repeat, path, copy)
      for (const layer of layers) {
        const spec = { ...this.link(layer, names), id: names.get(layer.id) ?? layer.id }
        this.add({ spec, origins: [repeat.id, layer.id], rename })
      }
      if (skip !== null) this.addSkip(repeat, skip, { read, copy })
    }
    this.ends.set(repeat.id, this.read(repeat))
  }

  /** What was read beside what was made of it; a projection gives it as many channels where it is added. */
  private addSkip(
    { id }: RepeatLayer,
    { project, merge }: SkipPlan,
    { read, copy }: { readonly read: string; readonly copy: number },
  ): void {
    const made = this.before ?? read
    const rename = (path: string): string => path
    const projection = project?.(this.ids.free(`${id}Way`, String(copy)), read)
    if (projection) this.add({ spec: projection, origins: [id], rename })
    const spec = merge(this.ids.free(`${id}Skip`, String(copy)), [projection?.id ?? read, made])
    this.add({ spec, origins: [id], rename })
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
