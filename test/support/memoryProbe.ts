/** @file A program that trains what its parent asks for, and answers how far its memory grew. Linux only. */
import { readFileSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { InputSpec } from '../../src/shared/domain/modelInput'
import { ModelSpec } from '../../src/shared/domain/modelSpec'
import { Output, Task } from '../../src/shared/domain/task'
import { TrainingSpec } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import type { TrainingData } from '../../src/main/training/types'

export const ProbeRequest = v.strictObject({
  model: ModelSpec,
  training: TrainingSpec,
  task: Task,
  output: Output,
  input: InputSpec,
  rows: v.strictObject({ train: v.number(), validation: v.number() }),
  /** Batches a call. */
  chunk: v.number(),
})
export type ProbeRequest = v.InferOutput<typeof ProbeRequest>

/** Of /proc/self/status, in bytes. */
function statusOf(key: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`${key}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(line?.[1]) * 1024
}

function makeData({ input, output }: ProbeRequest, rows: number): TrainingData {
  const random = createRandom(rows)
  const count = rows * input.shape.reduce((product, size) => product * size, 1)
  const x = input.kind === 'tokens' ? new Int32Array(count) : new Float32Array(count)
  for (let at = 0; at < count; at++) {
    x[at] = input.kind === 'tokens' ? 1 + random.integer(input.vocabulary - 1) : random.next()
  }
  const y = new Float32Array(rows)
  for (let at = 0; at < rows; at++) {
    y[at] = output.kind === 'classes' ? random.integer(output.labels.length) : random.next()
  }
  return { rows, x, y }
}

async function probe(request: ProbeRequest): Promise<number> {
  // Resets the highest mark (proc(5), clear_refs).
  writeFileSync('/proc/self/clear_refs', '5')
  const before = statusOf('VmRSS')
  const { input, rows, chunk, ...asked } = request
  const train = makeData(request, rows.train)
  const validation = makeData(request, rows.validation)
  const runner = await createOnnxRunner({ ...asked, inputs: [input], train, validation, seed: 1, threads: 1 })
  const { batchSize, epochs } = asked.training
  const order = Int32Array.from({ length: rows.train }, (_, row) => row)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let at = 0; at < order.length; at += chunk * batchSize) {
      await runner.trainChunk(order.subarray(at, at + chunk * batchSize))
    }
    await runner.evaluate('train')
    await runner.evaluate('validation')
    await runner.weights()
  }
  return statusOf('VmHWM') - before
}

process.once('message', (message) => {
  void probe(v.parse(ProbeRequest, message)).then((bytes) => process.send?.(bytes))
})
