/** @file Times a model. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Latency } from '../../../shared/domain/latency'
import type { Job, JobTools } from '../job'
import type { ParsedJobInput } from '../../../shared/contract/jobs'

const WARM_UP = 5

/** Batch by batch: a few answers to warm up, then each timed on its own; no other work in between. */
export const latency: Job<'latency'> = ({ file, ...wanted }, tools) => timeModel(file, wanted, tools)

/** @param source the bytes of a model, or its file */
export async function timeModel(
  source: string | Uint8Array,
  { batches, runs }: Omit<ParsedJobInput<'latency'>, 'file'>,
  { progress, breathe, now }: Pick<JobTools, 'progress' | 'breathe' | 'now'>,
): Promise<Latency[]> {
  const session = await open(source, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  })
  const found: Latency[] = []
  for (const [index, batch] of batches.entries()) {
    const feeds = onesFor(session, batch)
    const times: number[] = []
    for (let run = -WARM_UP; run < runs; run++) {
      const before = now()
      await session.run(feeds)
      if (run >= 0) times.push(now() - before)
    }
    times.sort((one, other) => one - other)
    found.push({ batch, medianMs: quantile(times, 0.5), p95Ms: quantile(times, 0.95) })
    progress(index + 1, batches.length)
    await breathe()
  }
  await session.release()
  return found
}

function open(
  source: string | Uint8Array,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  return typeof source === 'string'
    ? InferenceSession.create(source, options)
    : InferenceSession.create(source, options)
}

/** @returns the smallest value that so great a share is not above; of ascending values. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** Sizes that are not said are those of the batch where they come first, and 1 elsewhere. */
function onesFor(session: InferenceSession, batch: number): Record<string, Tensor> {
  return Object.fromEntries(
    session.inputMetadata.flatMap((input) => {
      if (!input.isTensor) return []
      const sizes = input.shape.map((size, axis) =>
        typeof size === 'number' ? size : axis === 0 ? batch : 1,
      )
      return [[input.name, onesOf(input.type, sizes)]]
    }),
  )
}

function onesOf(type: Tensor.Type, sizes: readonly number[]): Tensor {
  const count = sizes.reduce((product, size) => product * size, 1)
  switch (type) {
    case 'string':
      return new Tensor(
        'string',
        Array.from({ length: count }, () => '1'),
        sizes,
      )
    case 'int64':
      return new Tensor('int64', new BigInt64Array(count).fill(1n), sizes)
    case 'int32':
      return new Tensor('int32', new Int32Array(count).fill(1), sizes)
    case 'uint8':
      return new Tensor('uint8', new Uint8Array(count).fill(1), sizes)
    case 'bool':
      return new Tensor('bool', new Uint8Array(count).fill(1), sizes)
    default:
      return new Tensor('float32', new Float32Array(count).fill(1), sizes)
  }
}
