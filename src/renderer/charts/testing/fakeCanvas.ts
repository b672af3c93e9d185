/** The page of unit tests has no sizes and cannot draw: a context that takes every call stands in for its canvas. */
export function fakeCanvas(): void {
  const set: Record<string | symbol, unknown> = {}
  const context = new Proxy(set, {
    get: (known, name) => known[name] ?? ((): object => ({ width: 10, addColorStop: () => undefined })),
  })
  HTMLCanvasElement.prototype.getContext = (() => context) as unknown as HTMLCanvasElement['getContext']
  for (const side of ['clientWidth', 'clientHeight'])
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value: 400 })
}
