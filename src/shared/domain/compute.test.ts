import { describe, expect, it } from 'vitest'
import { chooseFastest, fitsChoice, type Measurement } from './compute'
import type { Device, Engine } from './device'
import { createRandom } from '../util/random'

function measured(
  samplesPerSecond: number | null,
  threads = 1,
  device: Device = 'cpu',
  { msPerStep = 5, engine = 'onnx' as Engine, trials = 1 } = {},
): Measurement {
  return {
    placement: { engine, device, threads },
    trials,
    speed: samplesPerSecond === null ? null : { msPerStep, samplesPerSecond },
    reason: samplesPerSecond === null ? { code: 'training/no-device', details: { device } } : null,
  }
}

describe('chooseFastest', () => {
  it('takes what trains the most rows a second', () => {
    const fastest = measured(900, 1, 'webgpu')
    expect(chooseFastest([measured(100), measured(300, 4), fastest])).toBe(fastest)
  })

  it('keeps fewer threads where more are hardly faster', () => {
    const [first, faster] = [measured(100), measured(110, 4)]
    expect(chooseFastest([first, measured(101, 4)])).toBe(first)
    expect(chooseFastest([first, faster])).toBe(faster)
  })

  it('gives up trials at the same time only for threads that are clearly faster', () => {
    const [first, faster] = [measured(100, 1, 'cpu', { trials: 4 }), measured(130, 4)]
    expect(chooseFastest([first, measured(120, 4)])).toBe(first)
    expect(chooseFastest([first, faster])).toBe(faster)
  })

  it('gives away less than a twentieth, whatever was measured', () => {
    const random = createRandom(7)
    for (let round = 0; round < 200; round++) {
      const speeds = Array.from({ length: 6 }, () => 100 * (1 + 0.15 * random.next()))
      const measurements = speeds.map((speed, index) =>
        measured(speed, 1 + (index % 3), 'cpu', { engine: index < 3 ? 'onnx' : 'tensorflow' }),
      )
      const taken = chooseFastest(measurements)?.speed?.samplesPerSecond ?? 0
      expect(Math.max(...speeds) / taken).toBeLessThan(1.051)
    }
  })

  it('shares a step among threads only where there is enough to share', () => {
    const [short, long] = [0.1, 0.4].map((ms) => measured(100, 1, 'cpu', { msPerStep: ms }))
    const shared = measured(300, 4)
    if (short) expect(chooseFastest([short, shared])).toBe(short)
    if (long) expect(chooseFastest([long, shared])).toBe(shared)
  })

  it('takes another engine where it is faster by more than noise', () => {
    const builtIn = measured(100)
    const [alike, faster] = [102, 104].map((speed) => measured(speed, 1, 'cpu', { engine: 'tensorflow' }))
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

  it('allows the number of threads that was chosen alone, of the processor', () => {
    const fits = [measured(1, 1), measured(1, 2), measured(1, 1, 'webgpu')].map(({ placement }) =>
      fitsChoice(placement, { compute: 'auto', threads: 2 }),
    )
    expect(fits).toEqual([false, true, true])
  })

  it('allows the engine that was chosen alone', () => {
    const [builtIn, other] = [measured(1), measured(1, 1, 'cpu', { engine: 'tensorflow' })].map(
      ({ placement }) => fitsChoice(placement, { compute: 'auto', engine: 'tensorflow' }),
    )
    expect([builtIn, other]).toEqual([false, true])
  })
})
