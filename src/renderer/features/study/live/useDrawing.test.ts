import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useDrawing } from './useDrawing'

const PERIOD_MS = 100

describe('useDrawing', () => {
  let scope: EffectScope
  let drawn: number
  let costMs: number

  const start = () => {
    const drawing = scope.run(() =>
      useDrawing(
        () => {
          drawn++
          now += costMs
        },
        () => PERIOD_MS,
      ),
    )
    return drawing?.drawSoon ?? (() => undefined)
  }
  let now: number

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    now = 0
    drawn = 0
    costMs = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then, 0))
    scope = effectScope()
  })
  afterEach(() => {
    scope.stop()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('draws once a period, however often something changes', () => {
    const drawSoon = start()
    for (let change = 0; change < 50; change++) drawSoon()
    vi.advanceTimersByTime(PERIOD_MS)
    expect(drawn).toBe(1)
  })

  it('draws seldomer where a drawing takes long', () => {
    costMs = 117
    const drawSoon = start()
    drawSoon()
    vi.advanceTimersByTime(PERIOD_MS + 10)
    drawSoon()
    vi.advanceTimersByTime(7 * PERIOD_MS)
    expect(drawn).toBe(1)
    vi.advanceTimersByTime(PERIOD_MS)
    expect(drawn).toBe(2)
  })

  it('waits while nobody looks, and draws at once when somebody does', () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const drawSoon = start()
    drawSoon()
    vi.advanceTimersByTime(10 * PERIOD_MS)
    expect(drawn).toBe(0)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(drawn).toBe(1)
  })
})
