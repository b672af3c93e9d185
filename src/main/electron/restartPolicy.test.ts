import { describe, expect, it } from 'vitest'
import { createRestartPolicy } from './restartPolicy'

describe('createRestartPolicy', () => {
  it('starts a core again at once, then ever later, then not at all', () => {
    const policy = createRestartPolicy()
    const delays = [0, 100, 700, 3_000, 9_000].map((now) => policy.nextDelayMs(now))
    expect(delays).toEqual([0, 500, 2_000, 5_000, null])
  })

  it('forgets deaths of long ago', () => {
    const policy = createRestartPolicy()
    expect([0, 1, 2, 3].map((now) => policy.nextDelayMs(now))).not.toContain(null)
    expect(policy.nextDelayMs(100_000)).toBe(0)
  })
})
