import { describe, expect, it } from 'vitest'
import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import { tableInput } from '../../../shared/domain/modelInput'
import { createLinearRunner } from '../testing/linearRunner'
import { makeRequest, makeRows } from '../testing/prepared'
import type { RunnerRequest } from '../types'
import { withinMemory } from './withinMemory'

const MB = 2 ** 20

function requestOf(units: number, change: Partial<RunnerRequest> = {}): RunnerRequest {
  const affine = { useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS } as const
  const layers = [
    { kind: 'dense', id: 'hidden', units, activation: 'relu', ...affine },
    { kind: 'dense', id: 'second', units, activation: 'relu', ...affine },
    { kind: 'output', id: 'output', ...affine },
  ] as const
  const { training, task, output, seed } = makeRequest({ optimizer: 'adam' })
  const data = { train: makeRows(200, 1), validation: makeRows(60, 2), inputs: [tableInput(2)] }
  return { ...data, training, task, output, seed, model: { layers: [...layers] }, threads: 1, ...change }
}

describe('withinMemory', () => {
  const create = withinMemory(createLinearRunner, () => 400 * MB)

  it('makes the runner of a training that fits', async () => {
    expect((await create(requestOf(64))).weightCount).toBe(3)
  })

  it('refuses a training that does not, with the numbers, before anything is made', async () => {
    let made = 0
    const counting = withinMemory(
      (request) => {
        made++
        return createLinearRunner(request)
      },
      () => 400 * MB,
    )
    // Two times 16 million weights with their state.
    await expect(counting(requestOf(4000))).rejects.toMatchObject({
      code: 'training/over-memory',
      details: { neededBytes: expect.any(Number), availableBytes: expect.any(Number) },
    })
    expect(made).toBe(0)
  })

  it('does not mind the memory of the processor where another device trains', async () => {
    await expect(create(requestOf(4000, { device: 'webgpu' }))).resolves.toBeDefined()
  })

  it('leaves it to the compiler to say what is wrong with a model', async () => {
    await expect(create(requestOf(4000, { model: { layers: [] } }))).resolves.toBeDefined()
  })
})
