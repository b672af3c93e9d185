import { Tensor } from 'onnxruntime-node'
import {
  carriedOutput,
  LOSSES_OUTPUT,
  RECENT_LOSS_COUNT,
  RECENT_LOSSES,
  TRAIN_INPUTS,
} from '../../../compiler'
import type { DeviceMemory } from '../shared/hostMemory'
import type { Tensors } from '../shared/tensors'
import type { Chunk } from '../shared/chunk'
import { floatsOf, scalar } from '../shared/tensors'
import type { Session } from './session'

export interface TrainedChunk {
  /** What the last step hands on, by the names of the inputs. */
  readonly carried: Tensors
  /** A loss a step. */
  readonly losses: Float32Array
}

/** What goes in beside the chunk. */
export interface ChunkFeeds {
  /** What the first step is handed; not to be used afterwards. */
  readonly carried: Tensors
  /** What the chunk's order picks from, see `rowFeeds`. */
  readonly rows: Tensors
}

export type ChunkTrainer = (feeds: ChunkFeeds, chunk: Chunk) => Promise<TrainedChunk>

/** One call a chunk: the program has the loop. */
export function trainByLoop(session: Session, constants: Tensors): ChunkTrainer {
  return async ({ carried, rows }, { steps, batchSize, order, noise, schedules }) => {
    const results = await session.run({
      ...constants,
      ...rows,
      ...carried,
      [TRAIN_INPUTS.stepCount]: new Tensor('int64', BigInt64Array.of(BigInt(steps)), []),
      [TRAIN_INPUTS.order]: new Tensor('int32', order, [steps, batchSize]),
      [TRAIN_INPUTS.batchReciprocal]: scalar(1 / batchSize),
      ...(noise === null ? {} : { [TRAIN_INPUTS.noise]: new Tensor('int32', noise, [steps, batchSize]) }),
      ...mapValues(schedules, (numbers) => new Tensor('float32', numbers, [steps])),
    })
    return { carried: handedOn(carried, results), losses: floatsOf(results[LOSSES_OUTPUT]) }
  }
}

/** One call a step; state and losses stay on the device, where steps queue up, until the losses have to be read. */
export function trainByStep(session: Session, constants: Tensors, memory: DeviceMemory): ChunkTrainer {
  return async ({ carried, rows }, chunk) => {
    const losses = new Float32Array(chunk.steps)
    let state: Tensors = { ...carried, [RECENT_LOSSES]: noLosses() }
    for (let step = 0; step < chunk.steps; step++) {
      const results = await session.run({ ...constants, ...rows, ...state, ...feedStep(chunk, step) })
      memory.free(state)
      state = handedOn(state, results)
      const unread = (step % RECENT_LOSS_COUNT) + 1
      if (unread < RECENT_LOSS_COUNT && step + 1 < chunk.steps) continue
      const read = await memory.download(pick(state, RECENT_LOSSES))
      losses.set(floatsOf(read[RECENT_LOSSES]).subarray(-unread), step + 1 - unread)
    }
    memory.free(pick(state, RECENT_LOSSES))
    return { carried: pick(state, ...Object.keys(carried)), losses }
  }
}

function feedStep({ batchSize, order, noise, schedules }: Chunk, step: number): Tensors {
  const line = (rows: Int32Array): Tensor =>
    new Tensor('int32', rows.subarray(step * batchSize, (step + 1) * batchSize), [batchSize])
  return {
    [TRAIN_INPUTS.order]: line(order),
    [TRAIN_INPUTS.batchReciprocal]: scalar(1 / batchSize),
    ...(noise === null ? {} : { [TRAIN_INPUTS.noise]: line(noise) }),
    ...mapValues(schedules, (numbers) => scalar(numbers[step] ?? 0)),
  }
}

function noLosses(): Tensor {
  return new Tensor('float32', new Float32Array(RECENT_LOSS_COUNT), [RECENT_LOSS_COUNT])
}

function handedOn(carried: Tensors, results: Tensors): Tensors {
  const next = Object.keys(carried).map((name) => [name, results[carriedOutput(name)]] as const)
  return Object.fromEntries(next.filter((entry): entry is [string, Tensor] => entry[1] !== undefined))
}

function pick(tensors: Tensors, ...names: readonly string[]): Tensors {
  return Object.fromEntries(Object.entries(tensors).filter(([name]) => names.includes(name)))
}

function mapValues<Item>(items: Readonly<Record<string, Item>>, toTensor: (item: Item) => Tensor): Tensors {
  return Object.fromEntries(Object.entries(items).map(([name, item]) => [name, toTensor(item)]))
}
