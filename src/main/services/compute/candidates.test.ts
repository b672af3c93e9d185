import { describe, expect, it } from 'vitest'
import { listCandidates, trialsAtOnce } from './candidates'
import type { UsableEngine } from './usableEngine'

describe('listCandidates', () => {
  const shown = (cores: number, parallel: number, tensorFlow: UsableEngine | null = null) =>
    listCandidates({ cores, parallel, trialsOnCard: 3, threads: null }, tensorFlow).map(
      ({ placement: { device, threads }, trials }) => `${device} ${threads} × ${trials}`,
    )

  it('begins with one thread a trial and ends with the graphics card', () => {
    expect(shown(8, 8)).toEqual(['cpu 1 × 8', 'cpu 8 × 1', 'webgpu 1 × 1'])
  })

  it('shares the cores out among the trials that are wanted', () => {
    expect(shown(8, 2)).toEqual(['cpu 1 × 2', 'cpu 4 × 2', 'cpu 8 × 1', 'webgpu 1 × 1'])
  })

  it('tries TensorFlow where it is there, on the devices it has', () => {
    const found: UsableEngine = { folder: '/pack', version: '2.21.0', devices: ['cpu'] }
    expect(shown(1, 1, found)).toEqual(['cpu 1 × 1', 'webgpu 1 × 1', 'cpu 1 × 1'])
    expect(shown(1, 8, { ...found, devices: ['cpu', 'cuda'] }).at(-1)).toBe('cuda 1 × 3')
    const last = listCandidates({ cores: 1, parallel: 1, trialsOnCard: 3, threads: null }, found).at(-1)
    expect(last).toMatchObject({
      placement: { engine: 'tensorflow', version: '2.21.0' },
      engineFolder: '/pack',
    })
  })

  it('tries no other number of threads where one was chosen', () => {
    const machine = { cores: 8, parallel: 2, trialsOnCard: 3 }
    const threadsOf = (threads: number) =>
      listCandidates({ ...machine, threads }, null).map(({ placement, trials }) => [
        placement.threads,
        trials,
      ])
    expect(threadsOf(3)).toEqual([
      [3, 2],
      [1, 1],
    ])
  })

  it('has nothing to choose among threads on one core', () => {
    expect(shown(1, 1)).toEqual(['cpu 1 × 1', 'webgpu 1 × 1'])
  })
})

describe('trialsAtOnce', () => {
  it('is what is wanted with a thread each, even beyond the cores', () => {
    expect(
      trialsAtOnce({ engine: 'onnx', device: 'cpu', threads: 1 }, { cores: 2, parallel: 6, trialsOnCard: 2 }),
    ).toBe(6)
  })

  it('is never less than one', () => {
    expect(
      trialsAtOnce({ engine: 'onnx', device: 'cpu', threads: 8 }, { cores: 2, parallel: 6, trialsOnCard: 2 }),
    ).toBe(1)
  })
})
