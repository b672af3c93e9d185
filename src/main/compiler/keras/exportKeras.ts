/** @file A model in Keras's words, as `keras.models.model_from_json` of version 3 reads them. */
import type { InputSpec } from '../../../shared/domain/modelInput'
import { AppError } from '../../../shared/errors/appError'
import { planModel, type ModelPlan, type ModelRequest, type PlannedLayer } from '../compile/modelPlan'
import type { Source } from '../compile/connectLayers'
import { kerasObject, type Json, type KerasLayer } from './format'
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
    made.push(layer.spec.kind === 'input' ? (reads[0] ?? '') : sketch.layer(layer, reads))
  }
  return kerasObject('src.models.functional', 'Functional', {
    ...{ name: 'fettle', trainable: true, layers: sketch.layers },
    input_layers: [...inputs.values()].map(place),
    output_layers: [place(made.at(-1) ?? '')],
  })
}

type Placed = Readonly<Record<string, Json>>

class KerasSketch {
  readonly layers: Placed[] = []

  input({ name, kind, shape }: InputSpec, { layers }: ModelPlan): string {
    const isTaken = layers.some(({ spec }) => spec.kind !== 'input' && spec.id === name)
    const free = isTaken ? `${name}_data` : name
    const dtype = kind === 'tokens' ? 'int32' : 'float32'
    this.add(free, { className: 'InputLayer', config: { batch_shape: [null, ...shape], dtype } }, [])
    return free
  }

  /** @returns the name of what it gives. @throws {keras/not-exportable} */
  layer({ spec, place: around }: PlannedLayer, reads: readonly string[]): string {
    const written = writeLayer(spec, around)
    if (written === null) throw new AppError('keras/not-exportable', { layer: spec.id, kind: spec.kind })
    if (!isParts(written)) {
      // One input is asked and answers: Keras wants it twice.
      const called = spec.kind === 'multiHeadAttention' && reads.length === 1 ? [...reads, ...reads] : reads
      this.add(spec.id, written, called)
      return spec.id
    }
    const nameOf = (part: string, index: number): string =>
      index === written.length - 1 ? spec.id : `${spec.id}_${part}`
    const names = new Map([
      ['', reads[0] ?? ''],
      ...written.map(({ name }, index) => [name, nameOf(name, index)] as const),
    ])
    for (const [index, part] of written.entries()) {
      this.add(
        nameOf(part.name, index),
        part,
        part.reads.map((name) => names.get(name) ?? name),
      )
    }
    return spec.id
  }

  private add(name: string, { className, config, call = {} }: KerasLayer, reads: readonly string[]): void {
    const tensors = reads.map(tensor)
    const args = MERGING.has(className) ? [tensors] : tensors
    const own = className === 'InputLayer' ? {} : { trainable: true, dtype: 'float32' }
    this.layers.push({
      ...kerasObject('layers', className, { name, ...own, ...config }),
      name,
      inbound_nodes: reads.length === 0 ? [] : [{ args, kwargs: call }],
    })
  }
}

/** They take one list instead of several arguments. */
const MERGING = new Set(['Add', 'Multiply', 'Concatenate'])

function isParts<Part>(written: KerasLayer | readonly Part[]): written is readonly Part[] {
  return Array.isArray(written)
}

function place(name: string): Json {
  return [name, 0, 0]
}

function tensor(name: string): Json {
  return { class_name: '__keras_tensor__', config: { dtype: 'float32', keras_history: place(name) } }
}
