import { describe, expect, it } from 'vitest'
import type { Measurement } from '@shared/domain/compute'
import type { Device } from '@shared/domain/device'
import { explainChoice } from './explainChoice'

function measured(samplesPerSecond: number | null, device: Device = 'cpu', threads = 1): Measurement {
  return {
    placement: { engine: 'onnx', device, threads },
    trials: 1,
    speed: samplesPerSecond === null ? null : { msPerStep: 1, samplesPerSecond },
    reason: null,
  }
}

describe('explainChoice', () => {
  const slow = measured(100)
  const card = measured(500, 'webgpu')

  it('says how much faster the fastest is', () => {
    expect(explainChoice([slow, card], { compute: 'auto' })).toEqual({ used: card, why: 'fastest', ratio: 5 })
  })

  it('says when something else is faster, but hardly', () => {
    const threads = measured(101, 'cpu', 2)
    expect(explainChoice([slow, threads], { compute: 'auto' })).toMatchObject({ used: slow, why: 'simplest' })
  })

  it('says when there was nothing to choose', () => {
    expect(explainChoice([slow, measured(null, 'webgpu')], { compute: 'auto' })).toMatchObject({
      used: slow,
      why: 'only',
    })
    expect(explainChoice([measured(null)], { compute: 'auto' })).toMatchObject({ used: null, why: 'none' })
  })

  it('keeps to the device that was chosen', () => {
    expect(explainChoice([slow, card], { compute: 'cpu' })).toMatchObject({ used: slow, why: 'chosen' })
    expect(explainChoice([slow, card], { compute: 'gpu' })).toMatchObject({ used: card, why: 'chosen' })
    expect(explainChoice([slow, card], { compute: 'auto', threads: 1 })).toMatchObject({ why: 'chosen' })
  })

  it('says what trains where what was chosen cannot', () => {
    expect(explainChoice([slow], { compute: 'gpu' })).toMatchObject({ used: slow, why: 'instead' })
    const untried = measured(null)
    const other = { ...untried, placement: { ...untried.placement, engine: 'tensorflow' as const } }
    const limits = { compute: 'auto', engine: 'tensorflow' } as const
    expect(explainChoice([slow, card, other], limits)).toMatchObject({ used: card, why: 'instead' })
  })
})
