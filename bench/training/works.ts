/** A model and the batches it is trained with; Adam, ReLU, softmax. */
export interface Work {
  readonly name: string
  readonly features: number
  readonly hidden: readonly number[]
  readonly classes: number
  readonly batch: number
  /** Batches an epoch, which is what is timed. */
  readonly steps: number
}

export const WORKS: readonly Work[] = [
  { name: 'tabular 30-64-64-2, batch 32', features: 30, hidden: [64, 64], classes: 2, batch: 32, steps: 400 },
  { name: 'mlp 784-128-10, batch 100', features: 784, hidden: [128], classes: 10, batch: 100, steps: 200 },
]

/** Something that trains. */
export interface Peer {
  readonly name: string
  /** Builds a model and warms it up. */
  open(work: Work): Promise<Training>
}

export interface Training {
  /** @returns milliseconds a step. */
  trainEpoch(): Promise<number>
  close(): void
}
