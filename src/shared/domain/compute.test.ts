import { describe, expect, it } from 'vitest'
import { chooseFastest, fitsChoice, type Measurement } from './compute'
import type { Device, Engine } from './device'

function measured(
  samplesPerSecond: number | null,
  threads = 1,
  device: Device = 'cpu',
  { msPerStep = 5, engine = 'onnx' as Engine } = {},
): Measurement {
  return {
    placement: { engine, device, threads },
    trials: 1,
    speed: samplesPerSecond === null ? null : { msPerStep, samplesPerSecond },
    reason: samplesPerSecond === null ? { code: 'training/no-device', details: { device } } : null,
  }
}

describe('chooseFastest', () => {
  it('takes what trains the most rows a second', () => {
    const fastest = measured(900, 1, 'webgpu')
    expect(chooseFastest([measured(100), measured(300, 4), fastest])).toBe(fastest)
  })

  it('keeps the earlier one where the later is hardly faster', () => {
    const first = measured(100)
    expect(chooseFastest([first, measured(115, 4)])).toBe(first)
  })

  it('shares a step among threads only where there is enough to share', () => {
    const [short, long] = [1, 5].map((ms) => measured(100, 1, 'cpu', { msPerStep: ms }))
    const shared = measured(300, 4)
    if (short) expect(chooseFastest([short, shared])).toBe(short)
    if (long) expect(chooseFastest([long, shared])).toBe(shared)
  })

  it('takes another engine where it is faster by more than noise', () => {
    const builtIn = measured(100)
    const [alike, faster] = [103, 110].map((speed) => measured(speed, 1, 'cpu', { engine: 'tensorflow' }))
    if (alike) expect(chooseFastest([builtIn, alike])).toBe(builtIn)
    if (faster) expect(chooseFastest([builtIn, faster])).toBe(faster)
  })

  it('compares engines by what each does best', () => {
    const [alone, shared] = [measured(100), measured(140, 4)]
    const other = measured(125, 1, 'cpu', { engine: 'tensorflow' })
    expect(chooseFastest([alone, shared, other])).toBe(shared)
  })

  it('passes over what could not be measured', () => {
    const second = measured(10, 2)
    expect(chooseFastest([measured(null), second, measured(null, 1, 'webgpu')])).toBe(second)
    expect(chooseFastest([measured(null)])).toBeNull()
  })
})

describe('fitsChoice', () => {
  it('allows the processor for cpu, everything else for gpu, and all for auto', () => {
    const [cpu, card] = [measured(1).placement, measured(1, 1, 'webgpu').placement]
    expect([cpu, card].map((placement) => fitsChoice(placement, { compute: 'auto' }))).toEqual([true, true])
    expect([cpu, card].map((placement) => fitsChoice(placement, { compute: 'cpu' }))).toEqual([true, false])
    expect([cpu, card].map((placement) => fitsChoice(placement, { compute: 'gpu' }))).toEqual([false, true])
  })

  it('allows the engine that was chosen alone', () => {
    const [builtIn, other] = [measured(1), measured(1, 1, 'cpu', { engine: 'tensorflow' })].map(
      ({ placement }) => fitsChoice(placement, { compute: 'auto', engine: 'tensorflow' }),
    )
    expect([builtIn, other]).toEqual([false, true])
  })
})
