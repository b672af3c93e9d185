/** Calls back once, after the last of several wishes in a row. */
export function debounce(callback: () => void, afterMs: number): { schedule(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    schedule() {
      clearTimeout(timer)
      timer = setTimeout(callback, afterMs)
    },
    cancel() {
      clearTimeout(timer)
    },
  }
}
