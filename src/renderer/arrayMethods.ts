/** The oldest Chromium that runs the shell (108, in Electron 22) lacks the copying array methods. */

function define(name: string, method: (this: unknown[], ...args: never[]) => unknown): void {
  if (name in Array.prototype) return
  Object.defineProperty(Array.prototype, name, { value: method, configurable: true, writable: true })
}

define('toSorted', function (compare?: (a: unknown, b: unknown) => number) {
  return [...this].sort(compare)
})
define('toReversed', function () {
  return [...this].reverse()
})
define('toSpliced', function (...args: [number, number, ...unknown[]]) {
  const copy = [...this]
  copy.splice(...args)
  return copy
})
define('with', function (index: number, value: unknown) {
  const copy = [...this]
  copy[index < 0 ? copy.length + index : index] = value
  return copy
})
