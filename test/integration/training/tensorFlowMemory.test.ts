/** @file The memory of a worker that trains with TensorFlow: what a run took, it gives back. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuiltWorker, buildWorker } from '../../support/buildTrainingWorker'
import type { ResidentRequest } from '../../support/residentProbe'
import { NO_TENSORFLOW, TENSORFLOW } from '../../support/tensorFlowLibrary'

const isMeasurable = process.platform === 'linux' && TENSORFLOW !== null

let program: BuiltWorker | null = null
beforeAll(async () => {
  if (isMeasurable) program = await buildWorker('test/support/residentProbe.ts')
})
afterAll(() => program?.remove())

async function measure(request: Omit<ResidentRequest, 'engineFolder'>): Promise<number[]> {
  const child = fork(program?.path ?? '', [], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  try {
    child.send({ ...request, engineFolder: TENSORFLOW })
    const [bytes] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [number[]]
    return bytes
  } finally {
    child.kill('SIGKILL')
  }
}

const MEGABYTE = 1024 * 1024

/** From the second third to the last, by their least figures: what is only lent comes back in between. */
function growth(bytes: readonly number[]): number {
  const third = Math.floor(bytes.length / 3)
  return Math.min(...bytes.slice(-third)) - Math.min(...bytes.slice(third, 2 * third))
}

describe.skipIf(!isMeasurable)(
  `the memory of a worker with TensorFlow (measured with Linux’s /proc)${NO_TENSORFLOW}`,
  () => {
    it('does not grow with the steps of a run', async () => {
      const bytes = await measure({ models: 1, steps: 6000, every: 500 })
      expect(bytes).toHaveLength(12)
      expect(growth(bytes) / MEGABYTE).toBeLessThan(4)
    })

    it('does not grow with the models that were trained before', async () => {
      const bytes = await measure({ models: 12, steps: 100, every: 100 })
      expect(bytes).toHaveLength(12)
      // A model and its rows take 4 MB.
      expect(growth(bytes) / MEGABYTE).toBeLessThan(8)
    })
  },
)
