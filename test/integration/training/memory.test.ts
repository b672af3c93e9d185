import { fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Work, WORKS } from '../../../bench/training/works'
import { estimateMemory } from '../../../src/main/compiler'
import { newLayer } from '../../../src/shared/domain/newLayer'
import type { Output, Task } from '../../../src/shared/domain/task'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { type BuiltWorker, buildWorker } from '../../support/buildTrainingWorker'
import type { ProbeRequest } from '../../support/memoryProbe'

let probe: BuiltWorker
beforeAll(async () => {
  probe = await buildWorker('test/support/memoryProbe.ts')
})
afterAll(() => probe.remove())

/** How far the memory of a process of its own grows while it trains. */
async function measure(request: ProbeRequest): Promise<number> {
  const child = fork(probe.path, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  try {
    child.send(request)
    const [bytes] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown]
    return Number(bytes)
  } finally {
    child.kill('SIGKILL')
  }
}

function outputOf({ output }: Work): { task: Task; output: Output } {
  if (output.kind === 'number') return { task: 'regression', output: { kind: 'number' } }
  const count = output.kind === 'classes' ? output.count : 2
  const labels = Array.from({ length: count }, (_, label) => String(label))
  return { task: count === 2 ? 'binary' : 'multiclass', output: { kind: 'classes', labels } }
}

/** Few rows of the large ones: an epoch shall take a few seconds at most. */
function requestOf(work: Work): ProbeRequest {
  const width = work.input.shape.reduce((product, size) => product * size, 1)
  const train = work.batch * Math.max(3, Math.min(work.steps, Math.floor(2_000_000 / width / work.batch)))
  return {
    model: { layers: [...work.layers, newLayer('output', 'output')] },
    training: { ...DEFAULT_TRAINING, batchSize: work.batch, epochs: 3 },
    ...outputOf(work),
    input: work.input,
    rows: { train, validation: Math.floor(train / 3) },
    chunk: 4,
  }
}

describe.skipIf(process.platform !== 'linux')(
  'the memory of a training (measured with Linux’s /proc)',
  () => {
    it.each(WORKS)('is estimated to a quarter: $name', async (work) => {
      const request = requestOf(work)
      const { model, input, ...rest } = request
      const measured = await measure(request)
      const estimated = estimateMemory({ ...rest, ...model, inputs: [input] }).total
      const miss = (estimated - measured) / measured
      expect(Math.abs(miss), `${estimated} estimated, ${measured} measured`).toBeLessThan(0.25)
    })
  },
)
