import { onScopeDispose } from 'vue'

/** Drawing takes at most this part of a processor: what trains needs it more. */
const SHARE = 1 / 8
const LONGEST_MS = 3000
/** A frame that is waited for is no work. */
const FRAME_MS = 17

/**
 * Draws what changes all the time: at most once a period, seldomer where a drawing takes long, and not at all while nobody
 * looks.
 * @param periodMs the shortest time between two drawings
 */
export function useDrawing(draw: () => void, periodMs: () => number) {
  let timer: ReturnType<typeof setTimeout> | null = null
  let isDue = false
  let costMs = 0

  function drawNow(): void {
    timer = null
    isDue = document.hidden
    if (isDue) return
    const before = performance.now()
    draw()
    // Charts are drawn with the next frame; what comes after it waited for them.
    requestAnimationFrame(() => {
      setTimeout(() => (costMs = Math.max(0, performance.now() - before - FRAME_MS)), 0)
    })
  }

  function drawSoon(): void {
    timer ??= setTimeout(drawNow, Math.min(Math.max(periodMs(), costMs / SHARE), LONGEST_MS))
  }

  function onVisible(): void {
    if (isDue && !document.hidden) drawNow()
  }

  document.addEventListener('visibilitychange', onVisible)
  onScopeDispose(() => {
    if (timer !== null) clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisible)
  })
  return { drawNow, drawSoon }
}
