/** @file The training rows of an epoch as they are trained on where augmentation changes them: anew in every epoch, chunk by chunk. */
import type { RunRequest } from '../../../shared/contract/worker'
import { pictureShape } from '../../../shared/domain/pictureSheet'
import { invariant } from '../../../shared/errors/appError'
import { createRandom } from '../../../shared/util/random'
import {
  type Augmenter,
  augmentRandom,
  createAugmenter,
  mixRows,
  type MixupPairs,
  mixupPairs,
} from '../../datasets'
import { findInput, withInput } from '../rows/preparedData'
import type { InputRows, TrainingData } from '../types'
import { reorderRows } from '../rows/reorderRows'
import type { RunData } from '../rows/dataShelf'
import { mixes, type RunOnData } from './epoch'

/** Keeps the streams of random numbers that one seed feeds apart. */
const MIXUP_STREAM = 0x4d58

/**
 * What a row becomes follows from seed, epoch and row alone, so that a continued run equals one never interrupted. Pairs that
 * are mixed follow from the order of the epoch as well.
 */
export interface ChangedRows {
  /** Told before the first rows of an epoch are taken. */
  begin(order: Int32Array, epoch: number): void
  /** @returns the rows from one place of the order up to another; of use until the next are taken. */
  take(from: number, to: number): TrainingData
}

/** @returns null where rows are trained on as they are. */
export function createChangedRows({ request, data }: RunOnData): ChangedRows | null {
  const { pictures } = data
  return pictures === undefined ? null : new Changing(request, data, pictures)
}

class Changing implements ChangedRows {
  readonly #augmenter: Augmenter
  readonly #name: string
  /** Numbers of a picture. */
  readonly #width: number
  readonly #mixup: number
  readonly #partner: Float32Array
  #numbers = new Float32Array()
  #order: Int32Array = new Int32Array()
  #epoch = 0
  #pairs: MixupPairs | null = null

  constructor(
    private readonly request: RunRequest,
    private readonly data: RunData,
    private readonly pictures: Uint8Array,
  ) {
    const { augmentation } = data.meta
    const shape = augmentation && pictureShape(findInput(data.meta, augmentation.input).spec.shape)
    invariant(augmentation && shape, 'pictures are changed as their augmentation says')
    this.#augmenter = createAugmenter(augmentation.settings, shape)
    this.#name = augmentation.input
    this.#width = shape.height * shape.width * shape.channels
    this.#mixup = mixes(request) ? augmentation.settings.mixup : 0
    this.#partner = new Float32Array(this.#width)
  }

  begin(order: Int32Array, epoch: number): void {
    this.#order = order
    this.#epoch = epoch
    const random = createRandom(this.request.seed, MIXUP_STREAM, epoch)
    this.#pairs = this.#mixup > 0 ? mixupPairs(order, this.#mixup, random) : null
  }

  take(from: number, to: number): TrainingData {
    const rows = this.#order.subarray(from, to)
    const taken = reorderRows(this.data.train, rows)
    const changed = withInput(taken, this.data.meta, { name: this.#name, rows: this.#change(rows) })
    const pairs = this.#pairs
    if (pairs === null) return changed
    const partners = pairs.partners.subarray(from, to)
    const shares = pairs.shares.subarray(from, to)
    return this.#mix(changed, reorderRows(this.data.train, partners), { partners, shares })
  }

  #change(rows: Int32Array): Float32Array {
    const size = rows.length * this.#width
    if (this.#numbers.length < size) this.#numbers = new Float32Array(size)
    const numbers = this.#numbers.subarray(0, size)
    rows.forEach((row, place) => this.#changeRow(row, lineOf(numbers, place, this.#width)))
    return numbers
  }

  #changeRow(row: number, out: Float32Array): void {
    const random = augmentRandom(this.request.seed, this.#epoch, row)
    this.#augmenter.augment(lineOf(this.pictures, row, this.#width), out, random)
  }

  /** Numbers of all inputs are mixed; tokens have nothing between them, and stay those of the row itself. */
  #mix(own: TrainingData, other: TrainingData, { partners, shares }: MixupPairs): TrainingData {
    shares.forEach((share, place) => {
      this.#changeRow(partners[place] ?? 0, this.#partner)
      mixRows(lineOf(this.#numbers, place, this.#width), this.#partner, share)
    })
    for (const [values, others] of tablesOf(own, other)) {
      const width = values.length / own.rows
      shares.forEach((share, place) =>
        mixRows(lineOf(values, place, width), lineOf(others, place, width), share),
      )
    }
    return { ...own, ...mixTargets({ own, other, shares, classes: this.#classes }) }
  }

  /** 0 where a target is one number. */
  get #classes(): number {
    const { task, output } = this.request
    return task === 'multiclass' && output.kind === 'classes' ? output.labels.length : 0
  }
}

/** Inputs of numbers, but the pictures, which have no rows in the data. */
function tablesOf(own: TrainingData, other: TrainingData): [Float32Array, Float32Array][] {
  const names = Object.keys(own.others ?? {})
  const pairs: [InputRows | undefined, InputRows | undefined][] = [
    [own.x, other.x],
    ...names.map((name): [InputRows | undefined, InputRows | undefined] => [
      own.others?.[name],
      other.others?.[name],
    ]),
  ]
  return pairs.flatMap(([left, right]) =>
    left instanceof Float32Array && right instanceof Float32Array && right.length > 0 ? [[left, right]] : [],
  )
}

interface MixedTargets {
  readonly own: TrainingData
  readonly other: TrainingData
  readonly shares: Float32Array
  readonly classes: number
}

/** λ wᵢ ℓ(yᵢ) + (1 − λ) wⱼ ℓ(yⱼ) as one weight and one target, which is exact where the loss is linear in the target. */
function mixTargets({ own, other, shares, classes }: MixedTargets): Pick<TrainingData, 'y' | 'weights'> {
  const width = Math.max(1, classes)
  const y = new Float32Array(own.rows * width)
  const weights = new Float32Array(own.rows)
  const add = ({ y: targets, weights: weighs }: TrainingData, row: number, share: number): void => {
    const target = targets[row] ?? 0
    const part = share * (weighs?.[row] ?? 1)
    const at = row * width + (classes > 0 ? target : 0)
    y[at] = (y[at] ?? 0) + part * (classes > 0 ? 1 : target)
    weights[row] = (weights[row] ?? 0) + part
  }
  shares.forEach((share, row) => {
    add(own, row, share)
    add(other, row, 1 - share)
    const weight = weights[row] ?? 0
    if (weight > 0) for (let at = row * width; at < (row + 1) * width; at++) y[at] = (y[at] ?? 0) / weight
  })
  return own.weights === undefined ? { y } : { y, weights }
}

function lineOf<T extends Float32Array | Uint8Array>(values: T, line: number, width: number): T {
  return values.subarray(line * width, (line + 1) * width) as T
}
