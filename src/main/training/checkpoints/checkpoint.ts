/**
 * @file A run in the making, in one file: everything that decides how it goes on, but its request and its data.
 *
 * Tensors are named by what they are and the parameter they belong to: `weights:<parameter>`, `best:<parameter>` for the
 * weights of the best epoch, and `<slot>:<parameter>` for the optimizer's state. What is no tensor stands in the metadata.
 */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import * as v from 'valibot'
import { StepMetrics } from '../../../shared/domain/metric'
import { AppError, invariant } from '../../../shared/errors/appError'
import type { RunnerState, Weights } from '../types'
import { writeWhole } from '../wholeFile'
import { bytesOf, encodeTensors, readTensors } from './safetensors'

export interface Checkpoint {
  /** Of the run that it belongs to, see `identifyRun`. */
  readonly identity: string
  /** The epochs that are over. How a schedule, patience and the best epoch stand follows from them. */
  readonly steps: readonly StepMetrics[]
  /** Rows of the present epoch that were trained on. */
  readonly rowsDone: number
  readonly runner: RunnerState
  /** Weights of the best epoch; null while there is none. */
  readonly best: Weights | null
}

type Tensor = Weights extends ReadonlyMap<string, infer T> ? T : never

const FORMAT = 'fettle-checkpoint-1'
const WEIGHTS = 'weights'
const BEST = 'best'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Word = v.pipe(Count, v.maxValue(2 ** 32 - 1))
const Run = v.strictObject({
  identity: v.string(),
  steps: v.array(StepMetrics),
  rowsDone: Count,
  batches: Count,
  random: v.nullable(v.tuple([Word, Word, Word, Word])),
})
const Metadata = v.strictObject({ format: v.literal(FORMAT), run: v.string(), sha256: v.string() })

/** Writes all or nothing. @throws {file/disk-full} and other failures of the disk; the file before it is intact then. */
export async function writeCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const { identity, steps, rowsDone, runner, best } = checkpoint
  const { batches, random } = runner
  const run = JSON.stringify({ identity, steps, rowsDone, batches, random })
  const tensors: Weights = new Map([
    ...prefixed(WEIGHTS, runner.weights),
    ...[...runner.slots].flatMap(([slot, values]) => prefixed(slot, values)),
    ...prefixed(BEST, best ?? new Map()),
  ])
  const metadata = { format: FORMAT, run, sha256: digest(run, tensors) }
  await writeWhole(file, encodeTensors({ metadata, tensors }))
}

/** @throws {file/unreadable} when it is not there, cut short, altered or of another kind. */
export async function readCheckpoint(file: string): Promise<Checkpoint> {
  try {
    const { metadata, tensors } = await readTensors(file)
    const { run, sha256 } = v.parse(Metadata, metadata)
    invariant(digest(run, tensors) === sha256, 'a checkpoint is altered')
    const { identity, steps, rowsDone, batches, random } = v.parse(Run, JSON.parse(run))
    const { [WEIGHTS]: weights = new Map(), [BEST]: best = null, ...slots } = byPrefix(tensors)
    const runner = { batches, random, weights, slots: new Map(Object.entries(slots)) }
    return { identity, steps, rowsDone, runner, best }
  } catch (thrown) {
    throw new AppError('file/unreadable', { name: basename(file) }, { cause: thrown })
  }
}

function prefixed(prefix: string, weights: Weights) {
  return [...weights].map(([name, tensor]) => [`${prefix}:${name}`, tensor] as const)
}

function byPrefix(tensors: Weights): Record<string, Weights> {
  const groups: Record<string, Map<string, Tensor>> = {}
  for (const [whole, tensor] of tensors) {
    const end = whole.indexOf(':')
    const group = (groups[whole.slice(0, end)] ??= new Map<string, Tensor>())
    group.set(whole.slice(end + 1), tensor)
  }
  return groups
}

function digest(run: string, tensors: Weights): string {
  const hash = createHash('sha256').update(run)
  for (const [name, tensor] of tensors)
    hash.update(JSON.stringify([name, tensor.shape])).update(bytesOf(tensor))
  return hash.digest('hex')
}
