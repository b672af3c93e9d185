/** @file The layers of a backbone as they stand in a trial, with the names that they have there. */
import type { Scaling } from '../../../shared/domain/layers'
import type { BackboneLayer, LayerSpec, PlacedBackbone } from '../../../shared/domain/modelSpec'
import { mostUnfrozen } from '../../../shared/domain/backbone'
import type { Assignment, ParameterValue } from '../../../shared/domain/searchSpace'
import { newLayer } from '../../../shared/domain/newLayer'
import { settingsOf } from '../../../shared/domain/settingCatalogue'
import { withBackboneSettings } from '../../../shared/domain/settingValues'
import { AppError } from '../../../shared/errors/appError'

/** What an unrolled layer is of a backbone. */
export interface BackbonePart {
  /** With the settings of the trial. */
  readonly backbone: BackboneLayer
  /** Its name in the backbone; null for the scaling in front. */
  readonly from: string | null
  readonly isFrozen: boolean
}

export interface PlacedPart {
  readonly spec: LayerSpec
  readonly part: BackbonePart
}

export interface BackbonePlace {
  /** What the backbone reads; absent where that is what stands before. */
  readonly inputs: readonly string[] | undefined
  /** @returns a name that no layer has, which begins like this one. */
  readonly free: (id: string) => string
}

/** A longer name gives way to a number. */
const LONGEST_NAME = 28

/** @throws {space/invalid} when a value is not allowed at its setting. */
export function fillBackbone(layer: BackboneLayer, assignment: Assignment): BackboneLayer {
  const values = settingsOf('backbone').flatMap(({ name }): [string, ParameterValue][] => {
    const value = assignment[`${layer.id}.${name}`]
    return value === undefined ? [] : [[name, value]]
  })
  const filled = withBackboneSettings(layer, Object.fromEntries(values))
  if (filled === null) throw new AppError('space/invalid', { parameter: layer.id })
  return filled
}

/** The numbers are brought to what the backbone expects by a batch normalisation whose statistics are known. */
export function unrollBackbone(backbone: BackboneLayer, { inputs, free }: BackbonePlace): PlacedPart[] {
  const { id, layers } = backbone
  const start = backbone.scaling === 'none' ? null : free(`${id}Scaling`.slice(0, LONGEST_NAME))
  const names = new Map(layers.map((layer, index) => [layer.id, free(nameOf(id, layer.id, index))]))
  const first = start === null ? inputs : [start]
  const firstFree = layers.length - backbone.unfreeze
  const parts = layers.map((layer, index): PlacedPart => {
    const spec = link(layer, { names, first: index === 0 ? first : undefined })
    return { spec, part: { backbone, from: layer.id, isFrozen: isFixed(layers, index) || index < firstFree } }
  })
  if (start === null) return parts
  const scaled = newLayer('batchNorm', start, { epsilon: LEAST_EPSILON, scale: false, center: false })
  const spec = { ...scaled, ...(inputs === undefined ? {} : { inputs: [...inputs] }) }
  return [{ spec, part: { backbone, from: null, isFrozen: true } }, ...parts]
}

function nameOf(backbone: string, id: string, index: number): string {
  const name = backbone + id.slice(0, 1).toUpperCase() + id.slice(1)
  return name.length <= LONGEST_NAME ? name : `${backbone.slice(0, LONGEST_NAME - 4)}${index + 1}`
}

/** Nodes of ONNX, and what stands before them, are not trained. */
function isFixed(layers: BackboneLayer['layers'], index: number): boolean {
  return index < layers.length - mostUnfrozen(layers)
}

interface Link {
  readonly names: ReadonlyMap<string, string>
  /** What the first layer reads. */
  readonly first: readonly string[] | undefined
}

/** What stands for the data in the backbone hands on what the backbone is given. */
function link(layer: BackboneLayer['layers'][number], { names, first }: Link): LayerSpec {
  const id = names.get(layer.id) ?? layer.id
  const reads = (inputs: readonly string[] | undefined) =>
    inputs === undefined ? {} : { inputs: [...inputs] }
  if (layer.kind === 'input')
    return { ...newLayer('activation', id, { activation: 'linear' }), ...reads(first) }
  const { inputs, ...rest } = layer
  return { ...rest, id, ...reads(inputs?.map((name) => names.get(name) ?? name) ?? first) }
}

/** Of the schema of batch normalisation. */
const LEAST_EPSILON = 1e-9

/** Of a number from 0 to 1, by colour where colours differ. */
const STATISTICS: Readonly<
  Record<
    Exclude<Scaling, 'none'>,
    { readonly mean: readonly number[]; readonly deviation: readonly number[] }
  >
> = {
  symmetric: { mean: [0.5], deviation: [0.5] },
  bytes: { mean: [0], deviation: [1 / 255] },
  imagenet: { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
}

/** @returns the backbones of a model, from its layers in their order. */
export function placeBackbones(parts: readonly PlacedPart[]): PlacedBackbone[] {
  const ids = [...new Set(parts.map(({ part }) => part.backbone.id))]
  return ids.flatMap((id): PlacedBackbone[] => {
    const own = parts.filter(({ part }) => part.backbone.id === id)
    const [first] = own
    if (!first) return []
    const { weights, inputShape, weightCount, rateShare, keepsStatistics } = first.part.backbone
    const layers = own.flatMap(({ spec, part: { from, isFrozen } }) =>
      from === null ? [] : [{ id: spec.id, from, isFrozen }],
    )
    const settings = { weights, inputShape, weightCount, rateShare, keepsStatistics }
    return [{ id, ...settings, layers, scaling: scalingOf(first) }]
  })
}

function scalingOf({ spec, part: { backbone, from } }: PlacedPart): PlacedBackbone['scaling'] {
  if (from !== null || backbone.scaling === 'none') return null
  const { mean, deviation } = STATISTICS[backbone.scaling]
  const channels = backbone.inputShape.at(-1) ?? 1
  const perChannel = (values: readonly number[]): number[] =>
    Array.from({ length: channels }, (_, channel) =>
      values.length === channels ? (values[channel] ?? 0) : meanOf(values),
    )
  const variance = deviation.map((value) => value ** 2 - LEAST_EPSILON)
  return { layer: spec.id, mean: perChannel(mean), variance: perChannel(variance) }
}

/** One colour that stands for all. */
function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
