import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../../shared/errors/appError'
import type { SessionOptions } from './sessionConfig'
import { listDevices } from './listDevices'

/** @param types of devices, or what is said instead of them */
function machine(types: { readonly cuda: string[] | string; readonly cpu: string[] | string }) {
  let open = 0
  const openSession = (_graph: Uint8Array, { device }: SessionOptions) => {
    const found = types[device]
    if (typeof found === 'string') throw new AppError('training/failed', { message: found })
    open++
    return { deviceTypes: () => found, release: () => void open-- }
  }
  return { openSession, openCount: () => open }
}

describe('listDevices', () => {
  it.each<[string, string[], string[]]>([
    ['has a card', ['CPU', 'GPU'], ['cpu', 'cuda']],
    ['has two', ['CPU', 'GPU', 'GPU'], ['cpu', 'cuda']],
    ['has none, or no driver', ['CPU'], ['cpu']],
    ['compiles for one only', ['CPU', 'XLA_GPU'], ['cpu']],
  ])('knows what a machine can train on that %s', (_what, cuda, devices) => {
    const { openSession, openCount } = machine({ cuda, cpu: ['CPU'] })
    expect(listDevices(openSession)).toEqual(devices)
    expect(openCount()).toBe(0)
  })

  it.each([
    'cudaGetDevice() failed. Status: CUDA driver version is insufficient for CUDA runtime version',
    'CUDA runtime implicit initialization on GPU:0 failed. Status: all CUDA-capable devices are busy or unavailable',
    'CUDA runtime implicit initialization on GPU:0 failed. Status: out of memory',
    'Failed to query available memory for GPU 0',
  ])('leaves the processor to a machine whose card is not ready: %s', (cuda) => {
    expect(listDevices(machine({ cuda, cpu: ['CPU'] }).openSession)).toEqual(['cpu'])
  })

  it('says what is wrong where nothing can be used', () => {
    const { openSession } = machine({ cuda: 'no', cpu: 'broken' })
    expect(() => listDevices(openSession)).toThrow(expect.objectContaining({ code: 'training/failed' }))
  })
})
