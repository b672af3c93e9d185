import type { InputSpec } from '../../src/shared/domain/modelInput'
import type { LayerSpec } from '../../src/shared/domain/modelSpec'
import { newLayer } from '../../src/shared/domain/newLayer'

/** A model and the batches it is trained with; Adam at 1e-3. Peers build it from the same description. */
export interface Work {
  readonly name: string
  readonly input: InputSpec
  /** Without the output layer. */
  readonly layers: readonly LayerSpec[]
  /** Softmax over so many classes, one sigmoid, or one number. */
  readonly output:
    | { readonly kind: 'classes'; readonly count: number }
    | { readonly kind: 'binary' }
    | { readonly kind: 'number' }
  readonly batch: number
  /** Batches an epoch, which is what is timed. */
  readonly steps: number
}

const relu = { activation: 'relu', initializer: 'glorotUniform' } as const
const dense = (id: string, units: number) => newLayer('dense', id, { units, ...relu })
const conv2d = (id: string, filters: number) =>
  newLayer('conv2d', id, { filters, kernelSize: 3, padding: 'valid', ...relu })
const maxPool2d = (id: string) => newLayer('maxPool2d', id, { poolSize: 2 })
const input = (kind: InputSpec['kind'], shape: number[], vocabulary = 0): InputSpec => {
  return { name: 'x', kind, shape, vocabulary }
}

export const WORKS: readonly Work[] = [
  {
    name: 'tabular 30-64-64-2, batch 32',
    input: input('table', [30]),
    layers: [dense('first', 64), dense('second', 64)],
    output: { kind: 'classes', count: 2 },
    batch: 32,
    steps: 400,
  },
  {
    name: 'mlp 784-128-10, batch 100',
    input: input('table', [784]),
    layers: [dense('hidden', 128)],
    output: { kind: 'classes', count: 10 },
    batch: 100,
    steps: 200,
  },
  {
    name: 'cnn28 28×28, 32 and 64 filters, batch 32',
    input: input('image', [28, 28, 1]),
    layers: [
      conv2d('first', 32),
      maxPool2d('pool'),
      conv2d('second', 64),
      maxPool2d('top'),
      newLayer('flatten', 'flat'),
    ],
    output: { kind: 'classes', count: 10 },
    batch: 32,
    steps: 40,
  },
  {
    name: 'text 500 words, 32 filters, batch 32',
    input: input('tokens', [500], 10_000),
    layers: [
      newLayer('embedding', 'embedding', { units: 16 }),
      newLayer('conv1d', 'conv', { filters: 32, kernelSize: 3, padding: 'valid', ...relu }),
      newLayer('maxPool1d', 'pool', { poolSize: 3 }),
      newLayer('globalAveragePool', 'mean'),
      dense('hidden', 16),
    ],
    output: { kind: 'binary' },
    batch: 32,
    steps: 40,
  },
  {
    name: 'lstm 64 and 32 units, 50 steps, batch 32',
    input: input('sequence', [50, 8]),
    layers: [
      newLayer('lstm', 'first', { units: 64, returnSequences: true }),
      newLayer('lstm', 'second', { units: 32 }),
    ],
    output: { kind: 'number' },
    batch: 32,
    steps: 40,
  },
  {
    name: 'cnn150 150×150×3, 32, 64 and 128 filters, batch 32',
    input: input('image', [150, 150, 3]),
    layers: [
      ...[32, 64, 128].flatMap((filters) => [conv2d(`conv${filters}`, filters), maxPool2d(`pool${filters}`)]),
      newLayer('flatten', 'flat'),
      dense('hidden', 128),
    ],
    output: { kind: 'binary' },
    batch: 32,
    steps: 3,
  },
]

/** Something that trains. */
export interface Peer {
  readonly name: string
  /** Builds a model and warms it up. */
  open(work: Work): Promise<Training>
}

export interface Training {
  /** What it took to get ready: from the description of the model to the end of the first epoch, less a usual epoch. */
  readonly msBefore: number
  /** @returns milliseconds a step. */
  trainEpoch(): Promise<number>
  close(): void
}
