import { describe, expect, it } from 'vitest'
import { listCandidates, trialsAtOnce } from './candidates'

describe('listCandidates', () => {
  const shown = (cores: number, parallel: number) =>
    listCandidates({ cores, parallel }).map(
      ({ placement: { device, threads }, trials }) => `${device} ${threads} × ${trials}`,
    )

  it('begins with one thread a trial and ends with the graphics card', () => {
    expect(shown(8, 8)).toEqual(['cpu 1 × 8', 'cpu 8 × 1', 'webgpu 1 × 1'])
  })

  it('shares the cores out among the trials that are wanted', () => {
    expect(shown(8, 2)).toEqual(['cpu 1 × 2', 'cpu 4 × 2', 'cpu 8 × 1', 'webgpu 1 × 1'])
  })

  it('has nothing to choose among threads on one core', () => {
    expect(shown(1, 1)).toEqual(['cpu 1 × 1', 'webgpu 1 × 1'])
  })
})

describe('trialsAtOnce', () => {
  it('is what is wanted with a thread each, even beyond the cores', () => {
    expect(trialsAtOnce({ engine: 'onnx', device: 'cpu', threads: 1 }, { cores: 2, parallel: 6 })).toBe(6)
  })

  it('is never less than one', () => {
    expect(trialsAtOnce({ engine: 'onnx', device: 'cpu', threads: 8 }, { cores: 2, parallel: 6 })).toBe(1)
  })
})
