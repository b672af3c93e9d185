import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { useSettled } from './useSettled'

describe('useSettled', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('waits until nothing has changed for a while, and skips what lay between', async () => {
    const source = shallowRef('u')
    const scope = effectScope()
    const settled = scope.run(() => useSettled(source, () => 200))
    source.value = 'un'
    await nextTick()
    vi.advanceTimersByTime(150)
    source.value = 'uni'
    await nextTick()
    vi.advanceTimersByTime(150)
    expect(settled?.value).toBe('u')
    vi.advanceTimersByTime(50)
    expect(settled?.value).toBe('uni')
    scope.stop()
  })

  it('follows at once where nothing is to be waited for', async () => {
    const source = shallowRef(1)
    const scope = effectScope()
    const settled = scope.run(() => useSettled(source, () => 0))
    source.value = 2
    await nextTick()
    expect(settled?.value).toBe(2)
    scope.stop()
  })
})
