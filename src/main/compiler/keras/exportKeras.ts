/** @file A model in Keras's words, as `keras.models.model_from_json` of version 3 reads them. */
import type { InputSpec } from '../../../shared/domain/modelInput'
import { AppError } from '../../../shared/errors/appError'
import { planModel, type ModelPlan, type ModelRequest, type PlannedLayer } from '../compile/modelPlan'
import type { Source } from '../compile/connectLayers'
import { kerasObject, type Json, type KerasLayer } from './format'
import type { KerasPart } from './layers/codec'
import { writeLayer } from './layers/registry'

export type KerasModelJson = ReturnType<typeof kerasObject>

/**
 * Writes a model that fits: layers and how they connect, without weights. Layers keep their ids as names, inputs are named as
 * in the data. A transformer block is written as the layers that it is made of.
 * @returns what becomes JSON; equal requests give equal objects.
 * @throws {keras/not-exportable} for a layer that Keras has not.
 */
export function exportKeras(request: ModelRequest): KerasModelJson {
  const plan = planModel(request)
  const sketch = new KerasSketch()
  const inputs = new Map(plan.inputs.map((input) => [input.name, sketch.input(input, plan)]))
  const made: string[] = []
  const nameOf = (source: Source): string =>
    (source.kind === 'data' ? inputs.get(source.input.name) : made[source.index]) ?? ''
  for (const layer of plan.layers) {
    const reads = layer.sources.map(nameOf)
    made.push(sketch.layer(layer, reads))
  }
  return kerasObject('src.models.functional', 'Functional', {
    ...{ name: 'fettle', trainable: true, layers: sketch.layers },
    input_layers: places([...inputs.values()]),
    output_layers: places(made.slice(-1)),
  })
}

type Settings = Readonly<Record<string, Json>>

/** What a layer gives, without the batch. */
interface Given {
  readonly shape: readonly number[]
  readonly dtype: 'float32' | 'int32'
}

class KerasSketch {
  readonly layers: Settings[] = []
  private readonly given = new Map<string, Given>()

  input({ name, kind, shape }: InputSpec, { layers }: ModelPlan): string {
    const isTaken = layers.some(({ spec }) => spec.kind !== 'input' && spec.id === name)
    const free = isTaken ? `${name}_data` : name
    const dtype = kind === 'tokens' ? 'int32' : 'float32'
    this.given.set(free, { shape, dtype })
    this.layers.push(placed(free, 'InputLayer', { batch_shape: [null, ...shape], dtype }))
    return free
  }

  /** @returns the name of what it gives. @throws {keras/not-exportable} */
  layer({ spec, place: around, outputShape }: PlannedLayer, reads: readonly string[]): string {
    if (spec.kind === 'input') return reads[0] ?? ''
    const written = writeLayer(spec, around)
    if (written === null) throw new AppError('keras/not-exportable', { layer: spec.id, kind: spec.kind })
    // One input is asked and answers: Keras wants it twice.
    const called = spec.kind === 'multiHeadAttention' && reads.length === 1 ? [...reads, ...reads] : reads
    if (isParts(written)) this.parts(spec.id, { parts: written, outputShape }, called)
    else this.add(spec.id, { layer: written, outputShape }, called)
    return spec.id
  }

  private parts(
    id: string,
    { parts, outputShape }: { parts: readonly KerasPart[]; outputShape: readonly number[] },
    [read = '']: readonly string[],
  ): void {
    const names = new Map([['', read]])
    for (const [index, part] of parts.entries()) {
      const name = index === parts.length - 1 ? id : `${id}_${part.name}`
      names.set(part.name, name)
      const reads = part.reads.map((from) => names.get(from) ?? from)
      this.add(name, { layer: part, outputShape: withUnits(outputShape, part) }, reads)
    }
  }

  private add(
    name: string,
    { layer, outputShape }: { layer: KerasLayer; outputShape: readonly number[] },
    reads: readonly string[],
  ): void {
    const { className, config, call = {} } = layer
    const tensors = reads.map((from) => this.tensor(from))
    const args = MERGING.has(className) ? [tensors] : tensors
    this.given.set(name, { shape: outputShape, dtype: 'float32' })
    this.layers.push(placed(name, className, { dtype: 'float32', ...config }, { args, kwargs: call }))
  }

  private tensor(name: string): Json {
    const { shape, dtype } = this.given.get(name) ?? { shape: [], dtype: 'float32' }
    return {
      class_name: '__keras_tensor__',
      config: { shape: [null, ...shape], dtype, keras_history: place(name) },
    }
  }
}

/** They take one list instead of several arguments. */
const MERGING = new Set(['Add', 'Multiply', 'Concatenate'])

/** Within a block a dense layer may be wider than what the block gives. */
function withUnits(shape: readonly number[], { config }: KerasPart): readonly number[] {
  const units = config['units']
  return typeof units === 'number' ? [...shape.slice(0, -1), units] : shape
}

function isParts(written: KerasLayer | readonly KerasPart[]): written is readonly KerasPart[] {
  return Array.isArray(written)
}

function placed(name: string, className: string, config: Settings, call?: Json): Settings {
  const nodes = call === undefined ? [] : [call]
  return { ...kerasObject('layers', className, { name, ...config }), name, inbound_nodes: nodes }
}

/** Where there is only one, Keras expects it alone. */
function places(names: readonly string[]): Json {
  const [only, ...others] = names.map(place)
  return only !== undefined && others.length === 0 ? only : names.map(place)
}

function place(name: string): Json {
  return [name, 0, 0]
}
