/** @file A network as the lines of Keras's functional interface. What Keras has not is spelled out as a layer of the script. */
import { invariant } from '../../../../shared/errors/appError'
import type { LayerSpec } from '../../../../shared/domain/modelSpec'
import type { ModelPlan, PlannedLayer } from '../../compile/modelPlan'
import type { KerasLayer } from '../../keras/format'
import type { KerasPart } from '../../keras/layers/codec'
import { writeLayer } from '../../keras/layers/registry'
import { layerInPython } from './pythonLayer'

/** Layers of the script itself, by their names in Python. */
export const OWN_LAYERS = {
  Reversed: `
@keras.saving.register_keras_serializable("fettle")
class Reversed(layers.Layer):
    """Keras gives the steps of a layer that goes backwards in the order in which it met them; this turns them back."""

    def __init__(self, **settings):
        super().__init__(**settings)
        self.supports_masking = True

    def call(self, x):
        return ops.flip(x, axis=1)

    def compute_mask(self, x, mask=None):
        return mask  # which Keras did not turn around`,
  Positions: `
@keras.saving.register_keras_serializable("fettle")
class Positions(layers.Layer):
    """Adds where a step stands: learnt, or sines and cosines (Vaswani et al. 2017, section 3.5)."""

    def __init__(self, is_learnt, **settings):
        super().__init__(**settings)
        self.is_learnt, self.supports_masking = is_learnt, True

    def build(self, shape):
        steps, channels = shape[1:]
        if self.is_learnt:
            self.positions = self.add_weight(shape=(steps, channels), name="positions")
        else:
            places, numbers = np.arange(steps)[:, None], np.arange(channels)
            angles = places / 10000 ** ((numbers - numbers % 2) / channels)
            self.positions = np.where(numbers % 2 == 0, np.sin(angles), np.cos(angles)).astype("float32")

    def call(self, x):
        return x + self.positions`,
} as const
export type OwnLayer = keyof typeof OWN_LAYERS

export interface KerasNetwork {
  readonly lines: readonly string[]
  readonly own: readonly OwnLayer[]
  /** Expression of the list of inputs, and of what the last layer gives. */
  readonly inputs: string
  readonly output: string
}

/** The last layer puts out numbers before any activation: losses are told from them. */
export function kerasNetwork(plan: ModelPlan): KerasNetwork {
  const lines: string[] = []
  const own = new Set<OwnLayer>()
  const inputs = plan.inputs.map(({ name, kind, shape }) => {
    const type = kind === 'tokens' ? ', dtype="int32"' : ''
    lines.push(
      `x_${name} = keras.Input((${shape.map((size) => `${size},`).join(' ')})${type}, name="${nameInput(name, plan)}")`,
    )
    return `x_${name}`
  })
  const made: string[] = []
  for (const layer of plan.layers) {
    const reads = layer.sources.map((source) =>
      source.kind === 'data' ? `x_${source.input.name}` : (made[source.index] ?? ''),
    )
    const { steps, uses, name } = writeSteps(layer, reads)
    lines.push(...steps)
    for (const each of uses) own.add(each)
    made.push(name)
  }
  return { lines, own: [...own], inputs: `[${inputs.join(', ')}]`, output: made.at(-1) ?? '' }
}

/** A layer may be called as an input of the data is. */
function nameInput(name: string, { layers }: ModelPlan): string {
  return layers.some(({ spec }) => spec.id === name) ? `${name}_data` : name
}

interface Steps {
  readonly steps: readonly string[]
  readonly uses: readonly OwnLayer[]
  /** Of what it gives. */
  readonly name: string
}

function writeSteps({ spec, place }: PlannedLayer, reads: readonly string[]): Steps {
  const name = `h_${spec.id}`
  const [read = ''] = reads
  if (spec.kind === 'input') return { steps: [], uses: [], name: read }
  if (spec.kind === 'positionalEncoding') {
    const isLearnt = spec.method === 'learnt' ? 'True' : 'False'
    const line = `${name} = Positions(${isLearnt}, name="${spec.id}")(${read})`
    return { steps: [line], uses: ['Positions'], name }
  }
  if (isReversed(spec)) {
    const backward = writeLayer({ ...spec, returnSequences: false }, place)
    invariant(backward && !isParts(backward), 'Keras has recurrent layers')
    const config = { ...backward.config, return_sequences: true }
    return {
      steps: [
        `${name} = ${layerInPython({ ...backward, config }, spec.id)}(${read})`,
        `${name} = Reversed(name="${spec.id}_forward")(${name})`,
      ],
      uses: ['Reversed'],
      name,
    }
  }
  const written = writeLayer(spec, place)
  invariant(written, `Keras has ${spec.kind}`)
  const isWhole = spec.kind === 'output' && !isParts(written) && written.className === 'Activation'
  if (isWhole) return { steps: [`${name} = layers.Flatten(name="${spec.id}")(${read})`], uses: [], name }
  return isParts(written)
    ? writeParts(written, { id: spec.id, read, isOutput: spec.kind === 'output' })
    : { steps: [`${name} = ${call(bare(spec, written), spec.id, reads)}`], uses: [], name }
}

/** Of the last layer, its activation is taken away. */
function bare({ kind }: LayerSpec, layer: KerasLayer): KerasLayer {
  return kind === 'output' ? { ...layer, config: { ...layer.config, activation: 'linear' } } : layer
}

function call(layer: KerasLayer, name: string, reads: readonly string[]): string {
  const { className, call: settings = {} } = layer
  const asked = className === 'MultiHeadAttention' && reads.length === 1 ? [...reads, ...reads] : reads
  const further = Object.entries(settings).map(
    ([key, value]) => `${key}=${value === true ? 'True' : 'False'}`,
  )
  const joined = MERGING.has(className) ? [`[${asked.join(', ')}]`] : asked
  return `${layerInPython(layer, name)}(${[...joined, ...further].join(', ')})`
}

const MERGING = new Set(['Add', 'Multiply', 'Concatenate'])

function writeParts(
  parts: readonly KerasPart[],
  { id, read, isOutput }: { readonly id: string; readonly read: string; readonly isOutput: boolean },
): Steps {
  const names = new Map([['', read]])
  const taken = isOutput ? parts.slice(0, 1) : parts
  const steps = taken.map((part, index) => {
    const isLast = index === parts.length - 1
    const layerName = isLast ? id : `${id}_${part.name}`
    const name = `h_${layerName}`
    names.set(part.name, name)
    const reads = part.reads.map((from) => names.get(from) ?? from)
    const layer = isOutput ? { ...part, config: { ...part.config, activation: 'linear' } } : part
    return `${name} = ${call(layer, layerName, reads)}`
  })
  const last = taken.at(-1)?.name ?? ''
  return { steps, uses: [], name: names.get(last) ?? '' }
}

function isReversed(spec: LayerSpec): spec is Extract<LayerSpec, { kind: 'simpleRnn' | 'gru' | 'lstm' }> {
  const isRecurrent = spec.kind === 'simpleRnn' || spec.kind === 'gru' || spec.kind === 'lstm'
  return isRecurrent && spec.direction === 'backward' && spec.returnSequences
}

function isParts(written: KerasLayer | readonly KerasPart[]): written is readonly KerasPart[] {
  return Array.isArray(written)
}
